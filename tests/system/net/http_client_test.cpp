// The client against an independent server (cpp-httplib): what an honest peer needs.
#include "system/net/http_client.h"

#include "system/net/loop_thread.h"
#include "system/net/scripted_server.h"

#include <atomic>
#include <catch_amalgamated.hpp>
#include <httplib.h>
#include <set>

using namespace ekiben;
using namespace ekiben::net;
using namespace std::chrono_literals;
using test::answer_with;
using test::Client;
using test::get;
using test::post;
using test::ScriptedServer;

namespace {

class Peer {
public:
  Peer() {
    server.Get("/hello", [](const httplib::Request&, httplib::Response& response) { response.set_content("hello", "text/plain"); });
    server.Get("/chunked", [](const httplib::Request&, httplib::Response& response) {
      response.set_chunked_content_provider("text/plain", [](std::size_t offset, httplib::DataSink& sink) {
        if (offset >= 300'000) {
          sink.done();
        } else {
          const std::string piece(10'000, 'a');
          sink.write(piece.data(), piece.size());
        }
        return true;
      });
    });
    server.Get("/moved", [](const httplib::Request&, httplib::Response& response) { response.set_redirect("http://127.0.0.1:1/private"); });
    server.Get("/missing", [](const httplib::Request&, httplib::Response& response) { response.status = 404; });
    server.Get("/slow", [](const httplib::Request&, httplib::Response& response) {
      std::this_thread::sleep_for(150ms);
      response.set_content("slow", "text/plain");
    });
    server.Get("/echo-headers", [](const httplib::Request& request, httplib::Response& response) {
      std::string out;
      for (const auto& [name, value] : request.headers) {
        out += name + ": " + value + "\n";
      }
      response.set_content(out, "text/plain");
    });
    server.Post("/inbox", [this](const httplib::Request& request, httplib::Response& response) {
      ++posts;
      response.status = 202;
      response.set_content(std::to_string(request.body.size()) + " " + request.get_header_value("Content-Type"), "text/plain");
    });
    server.new_task_queue = [] { return new httplib::ThreadPool(16); };
    port = server.bind_to_any_port("127.0.0.1");
    thread = std::thread([this] { server.listen_after_bind(); });
    server.wait_until_ready();
  }
  ~Peer() {
    server.stop();
    thread.join();
  }
  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port) + path; }

  httplib::Server server;
  std::atomic<int> posts{0};
  int port = 0;
  std::thread thread;
};

} // namespace

TEST_CASE("a document is fetched") {
  const Peer peer;
  Client client;
  const auto response = client.fetch(get(peer.url("/hello")));
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->body == "hello");
  CHECK(response->headers.find("content-type") == "text/plain");
}

TEST_CASE("a chunked document is put together") {
  const Peer peer;
  Client client;
  const auto response = client.fetch(get(peer.url("/chunked")));
  REQUIRE(response);
  CHECK(response->body == std::string(300'000, 'a'));
}

TEST_CASE("every status is an answer") {
  const Peer peer;
  Client client;
  CHECK(client.fetch(get(peer.url("/missing")))->status == 404);
}

TEST_CASE("a redirect is handed back, never followed") {
  const Peer peer;
  Client client;
  const auto response = client.fetch(get(peer.url("/moved")));
  REQUIRE(response);
  CHECK(response->status == 302);
  CHECK(response->headers.find("location") == "http://127.0.0.1:1/private");
}

TEST_CASE("HEAD has no body") {
  const Peer peer;
  Client client;
  auto request = get(peer.url("/hello"));
  request.method = http::Method::head;
  const auto response = client.fetch(std::move(request));
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->body.empty());
}

TEST_CASE("a large body is posted whole") {
  const Peer peer;
  Client client;
  auto request = post(peer.url("/inbox"), std::string(3'000'000, 'x'));
  request.headers.add("Content-Type", "application/activity+json");
  const auto response = client.fetch(std::move(request));
  REQUIRE(response);
  CHECK(response->status == 202);
  CHECK(response->body == "3000000 application/activity+json");
}

TEST_CASE("Host, User-Agent and Accept-Encoding are added, and the caller's headers are sent") {
  const Peer peer;
  Client client;
  auto request = get(peer.url("/echo-headers"));
  request.headers.add("Signature", "keyId=\"https://a.example/actor#main-key\"");
  request.headers.add("Accept-Encoding", "gzip");
  request.headers.add("Connection", "close");
  const auto response = client.fetch(std::move(request));
  REQUIRE(response);
  CHECK(response->body.find("host: 127.0.0.1:" + std::to_string(peer.port) + "\n") != std::string::npos);
  CHECK(response->body.find("user-agent: ekiben-test\n") != std::string::npos);
  CHECK(response->body.find("accept-encoding: identity\n") != std::string::npos);
  CHECK(response->body.find("gzip") == std::string::npos);
  CHECK(response->body.find("close") == std::string::npos);
  CHECK(response->body.find("signature: keyId=\"https://a.example/actor#main-key\"\n") != std::string::npos);
}

TEST_CASE("a request that would break its own grammar is refused") {
  Client client;
  const auto kind_of = [&](ClientRequest request) { return client.fetch(std::move(request)).error().kind; };
  auto split = get("http://127.0.0.1/");
  split.headers.add("x", "a\r\nb: c");
  CHECK(kind_of(split) == ErrorKind::invalid);
  auto bad_name = get("http://127.0.0.1/");
  bad_name.headers.add("x y", "a");
  CHECK(kind_of(bad_name) == ErrorKind::invalid);
  auto other_host = get("http://127.0.0.1/");
  other_host.headers.add("Host", "evil.example");
  CHECK(kind_of(other_host) == ErrorKind::invalid);
  auto wrong_length = post("http://127.0.0.1/", "abc");
  wrong_length.headers.add("Content-Length", "4");
  CHECK(kind_of(wrong_length) == ErrorKind::invalid);
  auto body_in_get = get("http://127.0.0.1/");
  body_in_get.body = "x";
  CHECK(kind_of(body_in_get) == ErrorKind::invalid);
  CHECK(kind_of(get("ftp://127.0.0.1/")) == ErrorKind::invalid);
  CHECK(kind_of(get("http://user:secret@127.0.0.1/")) == ErrorKind::invalid);
  CHECK(kind_of(get("http://127.0.0.1/a b\r\nx: y")) == ErrorKind::invalid);
}

TEST_CASE("http is spoken in development only") {
  auto options = test::loopback_options();
  options.plain_http = false;
  Client client(std::move(options));
  CHECK(client.fetch(get("http://127.0.0.1/")).error().kind == ErrorKind::forbidden);
}

TEST_CASE("a connection is kept and used again") {
  ScriptedServer server([](test::Connection& connection) {
    while (!connection.read_request().empty()) {
      connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    }
  });
  Client client;
  for (int i = 0; i < 5; ++i) {
    REQUIRE(client.fetch(get(server.url()))->body == "ok");
  }
  CHECK(server.connections() == 1);
}

TEST_CASE("a connection that is to be closed, or that carried more than its answer, is not used again") {
  const std::string answer =
      GENERATE("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok", "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok",
               "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
  ScriptedServer server([&](test::Connection& connection) {
    while (!connection.read_request().empty()) {
      connection.write(answer);
    }
  });
  Client client;
  REQUIRE(client.fetch(get(server.url()))->body == "ok");
  REQUIRE(client.fetch(get(server.url()))->body == "ok");
  CHECK(server.connections() == 2);
}

TEST_CASE("bytes that nobody asked for end a kept connection") {
  ScriptedServer server([](test::Connection& connection) {
    connection.read_request();
    connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    std::this_thread::sleep_for(30ms);
    connection.write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
    connection.linger(1000);
  });
  Client client;
  REQUIRE(client.fetch(get(server.url()))->body == "ok");
  std::this_thread::sleep_for(80ms);
  REQUIRE(client.fetch(get(server.url()))->body == "ok");
  CHECK(server.connections() == 2);
}

TEST_CASE("a GET is asked again when the kept connection died under it, a POST is not") {
  std::atomic<int> requests{0};
  ScriptedServer server([&](test::Connection& connection) {
    if (connection.read_request().empty()) {
      return;
    }
    ++requests;
    connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    if (!connection.read_request().empty()) { // the second on this connection is read and dropped
      ++requests;
    }
  });
  Client client;
  REQUIRE(client.fetch(get(server.url()))->body == "ok");
  CHECK(client.fetch(get(server.url()))->body == "ok");
  CHECK(requests == 3);
  CHECK(server.connections() == 2);
  const auto lost = client.fetch(post(server.url(), "once"));
  REQUIRE_FALSE(lost);
  CHECK(lost.error().kind == ErrorKind::unavailable);
  CHECK(requests == 4);
}

TEST_CASE("no more than so many connections to one host, and the others wait in order") {
  std::atomic<int> now{0};
  std::atomic<int> most{0};
  ScriptedServer server([&](test::Connection& connection) {
    while (!connection.read_request().empty()) {
      const int here = ++now;
      int seen = most;
      while (here > seen && !most.compare_exchange_weak(seen, here)) {
      }
      std::this_thread::sleep_for(10ms);
      --now;
      connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    }
  });
  auto options = test::loopback_options();
  options.max_in_flight_per_host = 3;
  Client client(std::move(options));
  std::vector<std::future<Result<ClientResponse>>> answers;
  for (int i = 0; i < 30; ++i) {
    answers.push_back(client.start(get(server.url("/" + std::to_string(i)))));
  }
  for (auto& answer : answers) {
    CHECK(answer.get()->body == "ok");
  }
  CHECK(most <= 3);
  CHECK(server.connections() <= 6);
}

TEST_CASE("one host's slowness does not hold up another") {
  ScriptedServer silent([](test::Connection& connection) { connection.linger(2000); });
  const Peer peer;
  auto options = test::loopback_options();
  options.max_in_flight_per_host = 2;
  options.max_in_flight = 4;
  Client client(std::move(options));
  std::vector<std::future<Result<ClientResponse>>> stuck;
  for (int i = 0; i < 20; ++i) {
    auto request = get(silent.url());
    request.total_timeout = 600ms;
    stuck.push_back(client.start(std::move(request)));
  }
  const auto begun = std::chrono::steady_clock::now();
  CHECK(client.fetch(get(peer.url("/hello")))->body == "hello");
  CHECK(std::chrono::steady_clock::now() - begun < 400ms);
  for (auto& each : stuck) {
    CHECK(each.get().error().kind == ErrorKind::timeout);
  }
}

TEST_CASE("who finds no place to wait is told so") {
  ScriptedServer silent([](test::Connection& connection) { connection.linger(2000); });
  auto options = test::loopback_options();
  options.max_in_flight = 1;
  options.max_waiting = 2;
  Client client(std::move(options));
  std::vector<std::future<Result<ClientResponse>>> all;
  for (int i = 0; i < 5; ++i) {
    auto request = get(silent.url());
    request.total_timeout = 200ms;
    all.push_back(client.start(std::move(request)));
  }
  int refused = 0;
  for (auto& each : all) {
    refused += each.get().error().kind == ErrorKind::too_many ? 1 : 0;
  }
  CHECK(refused == 2);
}

TEST_CASE("shutting down ends every request exactly once, also those that its ends begin") {
  ScriptedServer silent([](test::Connection& connection) { connection.linger(5000); });
  Client client;
  HttpClient& sender = *client;
  std::atomic<int> ended{0};
  for (int i = 0; i < 20; ++i) {
    sender.send(get(silent.url()), [&](const Result<ClientResponse>& result) {
      ended += result || result.error().kind != ErrorKind::unavailable ? 100 : 1;
      if (ended == 20) {
        sender.send(get(silent.url()), [&](const Result<ClientResponse>&) { ++ended; });
      }
    });
  }
  std::this_thread::sleep_for(50ms);
  client.close();
  CHECK(ended == 21);
}

TEST_CASE("a callback may send the next request") {
  const Peer peer;
  Client client;
  std::promise<std::string> last;
  (*client).send(get(peer.url("/hello")), [&](const Result<ClientResponse>&) {
    (*client).send(get(peer.url("/hello")),
                   [&](Result<ClientResponse> second) { last.set_value(second ? second->body : second.error().message); });
  });
  CHECK(last.get_future().get() == "hello");
}

TEST_CASE("many requests from many threads are all answered") {
  const Peer peer;
  Client client;
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        const auto response = client.fetch(i % 2 == 0 ? get(peer.url("/hello")) : post(peer.url("/inbox"), "{}"));
        good += response && (response->status == 200 || response->status == 202) ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(good == 100);
  CHECK(peer.posts == 48);
}

TEST_CASE("a name of the host map is dialled where the map says, if the policy lets it") {
  ScriptedServer server([](test::Connection& connection) {
    const std::string request = connection.read_request();
    const bool right = request.find("host: peer.example\r\n") != std::string::npos;
    connection.write(right ? "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok" : "HTTP/1.1 400 Bad\r\ncontent-length: 0\r\n\r\n");
  });
  auto options = test::loopback_options();
  options.host_map["peer.example"] = "127.0.0.1:" + std::to_string(server.port());
  options.host_map["other.example"] = "192.168.7.7:80";
  Client client(std::move(options));
  CHECK(client.fetch(get("http://Peer.example/"))->status == 200);
  CHECK(client.fetch(get("http://other.example/")).error().kind == ErrorKind::forbidden);
}

TEST_CASE("nonsense in the host map or the name servers is told at start") {
  test::LoopThread thread;
  auto options = test::loopback_options();
  options.host_map["a.example"] = "nowhere";
  CHECK(HttpClient::create(thread.loop, options).error().kind == ErrorKind::misconfigured);
  options = test::loopback_options();
  options.dns_servers = "not an address";
  CHECK(HttpClient::create(thread.loop, options).error().kind == ErrorKind::misconfigured);
  options = test::loopback_options();
  options.ca_files = {"/nonexistent/ca.pem"};
  CHECK(HttpClient::create(thread.loop, options).error().kind == ErrorKind::misconfigured);
}
