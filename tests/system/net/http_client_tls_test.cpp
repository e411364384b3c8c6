// The client over TLS: who is believed.
#include "system/net/http_client.h"

#include "system/net/loop_thread.h"
#include "system/net/scripted_server.h"
#include "system/net/test_authority.h"

#include <catch_amalgamated.hpp>
#include <openssl/ssl.h>

using namespace ekiben;
using namespace ekiben::net;
using namespace std::chrono_literals;
using test::Client;
using test::Connection;
using test::get;
using test::post;
using test::ScriptedServer;
using test::TestAuthority;
using test::Validity;

namespace {

void serve_kept(Connection& connection) {
  while (!connection.read_request().empty()) {
    connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
  }
}

/// https only, as outside development; "peer.example" and "other.example" lead to the server.
ClientOptions options_for(const ScriptedServer& server, const TestAuthority& authority) {
  ClientOptions options = test::loopback_options();
  options.plain_http = false;
  options.ca_files = {authority.pem_file()};
  options.host_map["peer.example"] = "127.0.0.1:" + std::to_string(server.port());
  options.host_map["other.example"] = options.host_map["peer.example"];
  return options;
}

std::string failure_with(ssl_ctx_st* context, const TestAuthority& authority, const std::string& url = "https://peer.example/") {
  ScriptedServer server(serve_kept, context);
  Client client(options_for(server, authority));
  const auto response = client.fetch(get(url));
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::unavailable);
  return response.error().message;
}

} // namespace

TEST_CASE("a host with a valid certificate is spoken with, and its connection is kept") {
  const TestAuthority authority;
  const auto context = authority.server("DNS:peer.example");
  ScriptedServer server(serve_kept, context.get());
  Client client(options_for(server, authority));
  for (int i = 0; i < 4; ++i) {
    const auto response = client.fetch(get("https://peer.example/"));
    REQUIRE(response);
    CHECK(response->body == "ok");
  }
  CHECK(server.connections() == 1);
}

TEST_CASE("a large body goes over TLS both ways") {
  const TestAuthority authority;
  const auto context = authority.server("DNS:peer.example");
  ScriptedServer server(
      [](Connection& connection) {
        const std::string request = connection.read_request();
        const std::string body = request.substr(request.find("\r\n\r\n") + 4);
        connection.write("HTTP/1.1 200 OK\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        connection.linger(1000);
      },
      context.get());
  Client client(options_for(server, authority));
  auto request = post("https://peer.example/", std::string(2'000'000, 'z'));
  request.max_body_bytes = 4'000'000;
  const auto response = client.fetch(std::move(request));
  REQUIRE(response);
  CHECK(response->body == std::string(2'000'000, 'z'));
}

TEST_CASE("a certificate for another host is refused") {
  const TestAuthority authority;
  CHECK(failure_with(authority.server("DNS:peer.example").get(), authority, "https://other.example/").find("hostname mismatch") !=
        std::string::npos);
  CHECK_FALSE(failure_with(authority.server("DNS:*.example").get(), authority, "https://deep.peer.example/").empty());
}

TEST_CASE("a common name is no host name") {
  const TestAuthority authority;
  // The certificates of the test authority have the common name wrong.example.
  const auto context = authority.server("DNS:peer.example");
  ScriptedServer server(serve_kept, context.get());
  ClientOptions options = options_for(server, authority);
  options.host_map["wrong.example"] = options.host_map["peer.example"];
  Client client(std::move(options));
  CHECK_FALSE(client.fetch(get("https://wrong.example/")));
}

TEST_CASE("an expired certificate, and one that is not valid yet, are refused") {
  const TestAuthority authority;
  CHECK(failure_with(authority.server("DNS:peer.example", Validity::expired).get(), authority).find("expired") != std::string::npos);
  CHECK(failure_with(authority.server("DNS:peer.example", Validity::not_yet).get(), authority).find("not yet valid") != std::string::npos);
}

TEST_CASE("an unknown authority and a certificate that signed itself are refused") {
  const TestAuthority authority;
  const TestAuthority stranger;
  CHECK_FALSE(failure_with(stranger.server("DNS:peer.example").get(), authority).empty());
  CHECK(failure_with(test::self_signed_server("DNS:peer.example").get(), authority).find("self-signed") != std::string::npos);
}

TEST_CASE("TLS before 1.2 is refused") {
  const TestAuthority authority;
  const auto context = authority.server("DNS:peer.example");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
  SSL_CTX_set_cipher_list(context.get(), "DEFAULT:@SECLEVEL=0");
  CHECK_FALSE(failure_with(context.get(), authority).empty());
}

TEST_CASE("a literal address must stand in the certificate") {
  const TestAuthority authority;
  const auto right = authority.server("IP:127.0.0.1");
  ScriptedServer server(serve_kept, right.get());
  Client client(options_for(server, authority));
  CHECK(client.fetch(get("https://127.0.0.1:" + std::to_string(server.port()) + "/"))->body == "ok");
  const auto wrong = authority.server("DNS:127.0.0.1");
  ScriptedServer other(serve_kept, wrong.get());
  CHECK_FALSE(client.fetch(get("https://127.0.0.1:" + std::to_string(other.port()) + "/")));
}

TEST_CASE("a server that speaks no TLS on its https port is unavailable") {
  const TestAuthority authority;
  ScriptedServer server([](Connection& connection) {
    connection.write("HTTP/1.1 200 OK\r\n\r\n");
    connection.linger(500);
  });
  Client client(options_for(server, authority));
  CHECK(client.fetch(get("https://peer.example/")).error().kind == ErrorKind::unavailable);
}

TEST_CASE("B31 a server that stops in the middle of its handshake is given up at the connect deadline") {
  const TestAuthority authority;
  ScriptedServer server([](Connection& connection) { connection.linger(5000); });
  Client client(options_for(server, authority));
  auto request = get("https://peer.example/");
  request.connect_timeout = 250ms;
  const auto begun = std::chrono::steady_clock::now();
  CHECK(client.fetch(std::move(request)).error().kind == ErrorKind::timeout);
  CHECK(std::chrono::steady_clock::now() - begun < 700ms);
}

TEST_CASE("a body that goes on until the end must have an end: a cut connection is no end") {
  const TestAuthority authority;
  const auto context = authority.server("DNS:peer.example");
  {
    ScriptedServer cut(
        [](Connection& connection) {
          connection.read_request();
          connection.write("HTTP/1.1 200 OK\r\n\r\nhalf of it");
        },
        context.get());
    Client client(options_for(cut, authority));
    CHECK(client.fetch(get("https://peer.example/")).error().kind == ErrorKind::unavailable);
  }
  ScriptedServer whole(
      [](Connection& connection) {
        connection.read_request();
        connection.write("HTTP/1.1 200 OK\r\n\r\nall of it");
        connection.finish();
      },
      context.get());
  Client client(options_for(whole, authority));
  CHECK(client.fetch(get("https://peer.example/"))->body == "all of it");
}

TEST_CASE("a file without a certificate is no authority") {
  test::LoopThread thread;
  ClientOptions options = test::loopback_options();
  options.ca_files = {"/etc/hostname"};
  CHECK(HttpClient::create(thread.loop, std::move(options)).error().kind == ErrorKind::misconfigured);
}
