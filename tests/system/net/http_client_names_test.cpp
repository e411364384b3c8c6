// Names that lead where they should not.
#include "system/net/http_client.h"

#include "system/net/dns_server.h"
#include "system/net/loop_thread.h"
#include "system/net/scripted_server.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::net;
using namespace std::chrono_literals;
using test::answer_with;
using test::Client;
using test::DnsAnswer;
using test::DnsServer;
using test::get;
using test::ScriptedServer;

namespace {

DnsAnswer addresses(std::vector<std::string> texts, unsigned ttl = 60) {
  DnsAnswer answer;
  answer.ttl = ttl;
  for (const auto& text : texts) {
    answer.addresses.push_back(*parse_address(text));
  }
  return answer;
}

/// As outside development, but for the name server and, perhaps, an --allow.
ClientOptions strict_options(const DnsServer& dns, std::vector<Cidr> allowed = {}) {
  ClientOptions options;
  options.policy = AddressPolicy(std::move(allowed));
  options.plain_http = true;
  options.dns_servers = dns.address();
  return options;
}

const std::string kOk = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok";

} // namespace

TEST_CASE("B28 a name that resolves to loopback or a private address is refused without being dialled") {
  ScriptedServer victim(answer_with(kOk));
  DnsServer dns([](const std::string& name, bool, int) -> DnsAnswer {
    if (name == "loopback.example") {
      return addresses({"127.0.0.1"});
    }
    if (name == "mapped.example") {
      return addresses({"::ffff:127.0.0.1"});
    }
    if (name == "metadata.example") {
      return addresses({"169.254.169.254"});
    }
    if (name == "zero.example") {
      return addresses({"0.0.0.0", "::"});
    }
    return addresses({"10.0.0.1", "fd00::1", "64:ff9b::a00:1"});
  });
  Client client(strict_options(dns));
  for (const auto* host : {"loopback.example", "mapped.example", "metadata.example", "zero.example", "private.example"}) {
    INFO(host);
    const auto response = client.fetch(get("http://" + std::string(host) + ":" + std::to_string(victim.port()) + "/"));
    REQUIRE_FALSE(response);
    CHECK(response.error().kind == ErrorKind::forbidden);
  }
  CHECK(victim.connections() == 0);
}

TEST_CASE("B28 literal private addresses are refused however they are written") {
  ScriptedServer victim(answer_with(kOk));
  DnsServer dns([](const std::string&, bool, int) { return DnsAnswer{3, {}, {}}; });
  Client client(strict_options(dns));
  const std::string port = ":" + std::to_string(victim.port());
  for (const auto* host : {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "0.0.0.0", "[::]", "[64:ff9b::7f00:1]", "localhost",
                           "LOCALHOST", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1.", "%31%32%37.0.0.1", "①②⑦.0.0.1"}) {
    INFO(host);
    CHECK_FALSE(client.fetch(get("http://" + std::string(host) + port + "/")));
  }
  CHECK(victim.connections() == 0);
}

TEST_CASE("B28 an alias that leads to a private address is refused") {
  ScriptedServer victim(answer_with(kOk));
  DnsServer dns([](const std::string&, bool v6, int) {
    DnsAnswer answer = addresses({"127.0.0.1"});
    answer.alias = "internal.example";
    answer.addresses.resize(v6 ? 0 : 1);
    return answer;
  });
  Client client(strict_options(dns));
  CHECK(client.fetch(get("http://alias.example:" + std::to_string(victim.port()) + "/")).error().kind == ErrorKind::forbidden);
  CHECK(victim.connections() == 0);
}

TEST_CASE("B28 a name that was public and now is private (DNS rebinding) is refused at the second connection") {
  ScriptedServer allowed(answer_with(kOk));
  // 127.0.0.1 on this port stands for the public address: the one range the policy lets through.
  DnsServer dns([](const std::string&, bool v6, int times) -> DnsAnswer {
    if (v6) {
      return {};
    }
    return addresses({times == 0 ? "127.0.0.1" : "127.0.0.2"}, 0);
  });
  Client client(strict_options(dns, {*parse_cidr("127.0.0.1/32")}));
  const std::string url = "http://rebind.example:" + std::to_string(allowed.port()) + "/";
  CHECK(client.fetch(get(url))->body == "ok");
  std::this_thread::sleep_for(1100ms); // the shortest time that an answer is kept
  const auto second = client.fetch(get(url));
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::forbidden);
  CHECK(dns.questions() == 4);
}

TEST_CASE("B28 of several addresses only those that may be dialled are dialled") {
  ScriptedServer server(answer_with(kOk));
  DnsServer dns([](const std::string&, bool, int) { return addresses({"127.0.0.9", "10.0.0.1", "::1", "127.0.0.1"}); });
  Client client(strict_options(dns, {*parse_cidr("127.0.0.1/32")}));
  CHECK(client.fetch(get("http://mixed.example:" + std::to_string(server.port()) + "/"))->body == "ok");
}

TEST_CASE("when one address does not work the next is tried") {
  ScriptedServer server(answer_with(kOk));
  DnsServer dns([](const std::string&, bool v6, int) { return v6 ? addresses({"::1"}) : addresses({"127.0.0.5", "127.0.0.1"}); });
  Client client(strict_options(dns, {*parse_cidr("127.0.0.0/8"), *parse_cidr("::1/128")}));
  const auto response = client.fetch(get("http://several.example:" + std::to_string(server.port()) + "/"));
  REQUIRE(response);
  CHECK(response->body == "ok");
}

TEST_CASE("B29 a stranger's URL with another port is refused even at a public address") {
  DnsServer dns([](const std::string&, bool v6, int) { return v6 ? DnsAnswer{} : addresses({"93.184.216.34"}); });
  Client client(strict_options(dns));
  const auto response = client.fetch(get("http://redis.example:6379/"));
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::forbidden);
}

TEST_CASE("B33 a name that does not exist is unavailable and not asked for again at once") {
  DnsServer dns([](const std::string&, bool, int) { return DnsAnswer{3, {}, {}}; });
  Client client(strict_options(dns));
  for (int i = 0; i < 5; ++i) {
    CHECK(client.fetch(get("http://nowhere.example/")).error().kind == ErrorKind::unavailable);
  }
  CHECK(dns.questions() == 2);
}

TEST_CASE("B31 a name server that does not answer costs the connect deadline, not more") {
  DnsServer dns([](const std::string&, bool, int) {
    DnsAnswer answer;
    answer.silent = true;
    return answer;
  });
  Client client(strict_options(dns));
  auto request = get("http://silent.example/");
  request.connect_timeout = 300ms;
  const auto begun = std::chrono::steady_clock::now();
  CHECK(client.fetch(std::move(request)).error().kind == ErrorKind::timeout);
  CHECK(std::chrono::steady_clock::now() - begun < 800ms);
}

TEST_CASE("a connection that was dialled for the owner is never used for a stranger's URL") {
  ScriptedServer server([](test::Connection& connection) {
    while (!connection.read_request().empty()) {
      connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    }
  });
  DnsServer dns([](const std::string&, bool v6, int) { return v6 ? DnsAnswer{} : addresses({"127.0.0.1"}); });
  Client client(strict_options(dns));
  auto configured = get("http://backup.example:" + std::to_string(server.port()) + "/");
  configured.dial = Dial::configured_target;
  CHECK(client.fetch(configured)->body == "ok");
  auto stranger = configured;
  stranger.dial = Dial::stranger;
  CHECK(client.fetch(stranger).error().kind == ErrorKind::forbidden);
  CHECK(server.connections() == 1);
}
