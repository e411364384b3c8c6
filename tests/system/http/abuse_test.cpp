#include "test_server.h"

#include <algorithm>
#include <fstream>
#include <sys/resource.h>
#include <sys/socket.h>
#include <vector>

using namespace ekiben::http;
using namespace std::chrono_literals;

namespace {

using Clients = std::vector<std::unique_ptr<RawClient>>;

Clients connect_many(int port, int count) {
  Clients clients;
  for (int i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<RawClient>(port));
  }
  return clients;
}

void raise_open_files_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 16'384);
  setrlimit(RLIMIT_NOFILE, &limit);
}

std::chrono::milliseconds time_of_normal_request(int port) {
  const auto start = std::chrono::steady_clock::now();
  RawClient client(port);
  CHECK(client.ask(get("/hello", "Connection: close\r\n")).body == "hello");
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

Route large_route(std::size_t size) {
  Route route{Method::get, "/large", Access::everyone, 0, "'self'", {}};
  route.handler = [size](const Request&, const PathValues&, Responder responder) {
    Response response;
    response.body = std::string(size, 'L');
    responder.send(std::move(response));
  };
  return route;
}

} // namespace

TEST_CASE("B31 a head that is sent byte by byte is cut at its deadline") {
  Router router;
  router.add(hello_route());
  ServerOptions options;
  options.limits.head_deadline = 300ms;
  TestServer server(router, options);
  RawClient client(server.port());
  const auto start = std::chrono::steady_clock::now();
  client.send("GET /hello HTTP/1.1\r\nHost: x\r\n");
  int sent = 0;
  while (!client.is_closed_within(20ms) && sent < 400) {
    client.send("X");
    ++sent;
  }
  CHECK(std::chrono::steady_clock::now() - start < 5s);
  CHECK(client.read_answer().status == 408);
}

TEST_CASE("B31 a body that trickles in is cut at its deadline") {
  Router router;
  router.add(echo_route(100'000));
  ServerOptions options;
  options.limits.body_deadline = 300ms;
  TestServer server(router, options);
  RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
  int sent = 0;
  while (!client.is_closed_within(20ms) && sent < 400) {
    client.send("a");
    ++sent;
  }
  CHECK(sent < 400);
  CHECK(client.read_answer().status == 408);
}

TEST_CASE("silent clients and idle ones are closed after their time") {
  Router router;
  router.add(hello_route());
  ServerOptions options;
  options.limits.head_deadline = 200ms;
  options.limits.idle_deadline = 200ms;
  TestServer server(router, options);
  RawClient silent(server.port());
  RawClient idle(server.port());
  CHECK(idle.ask(get("/hello")).body == "hello");
  CHECK(silent.is_closed_within(5s));
  CHECK(silent.received().empty());
  CHECK(idle.is_closed_within(5s));
  CHECK(idle.received().empty());
}

TEST_CASE("a thousand idle and two hundred slow clients do not delay a normal request") {
  raise_open_files_limit();
  Router router;
  router.add(hello_route());
  router.add(echo_route(100'000));
  TestServer server(router);
  auto idle = connect_many(server.port(), 1000);
  for (auto& client : idle) {
    client->send(get("/hello"));
  }
  for (auto& client : idle) {
    REQUIRE(client->read_answer().body == "hello");
  }
  auto slow = connect_many(server.port(), 200);
  for (std::size_t i = 0; i < slow.size(); ++i) {
    slow[i]->send(i % 2 == 0 ? "GET /hello HTTP/1.1\r\nHost: x\r\n" : "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n");
  }
  std::vector<std::chrono::milliseconds> times;
  for (int round = 0; round < 50; ++round) {
    for (std::size_t i = 0; i < slow.size(); i += 4) {
      slow[i]->send("X");
    }
    times.push_back(time_of_normal_request(server.port()));
  }
  std::ranges::sort(times);
  CHECK(times[45] < 500ms); // the benches measure; this only tells served from starved
  CHECK(idle.front()->ask(get("/hello")).body == "hello");
}

TEST_CASE("at the limit of connections the longest idle one makes room") {
  Router router;
  router.add(hello_route());
  ServerOptions options;
  options.limits.max_connections = 10;
  TestServer server(router, options);
  auto clients = connect_many(server.port(), 10);
  for (auto& client : clients) {
    REQUIRE(client->ask(get("/hello")).body == "hello");
  }
  RawClient newcomer(server.port());
  CHECK(newcomer.ask(get("/hello")).body == "hello");
  CHECK(clients[0]->is_closed_within(5s));
  CHECK(clients[9]->ask(get("/hello")).body == "hello");
}

TEST_CASE("at the limit of connections unfinished heads make room before anybody is turned away") {
  Router router;
  router.add(hello_route());
  ServerOptions options;
  options.limits.max_connections = 10;
  TestServer server(router, options);
  auto attackers = connect_many(server.port(), 10);
  for (auto& attacker : attackers) {
    attacker->send("GET /hello HTTP/1.1\r\n");
  }
  for (int i = 0; i < 20; ++i) {
    CHECK(time_of_normal_request(server.port()) < 5s);
  }
}

TEST_CASE("the client a proxy speaks for is limited, others behind the same proxy are not") {
  Router router;
  router.add(hello_route());
  router.add(echo_route(1000));
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  options.limits.max_connections_per_address = 3;
  TestServer server(router, options);
  const std::string head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nX-Forwarded-For: ";
  auto greedy = connect_many(server.port(), 3);
  for (auto& client : greedy) {
    client->send(head + "203.0.113.7\r\n\r\n");
  }
  std::this_thread::sleep_for(50ms);
  RawClient fourth(server.port());
  const auto refused = fourth.ask(head + "203.0.113.7\r\n\r\n");
  CHECK(refused.status == 429);
  CHECK_FALSE(refused.field("retry-after").empty());
  RawClient other(server.port());
  other.send(head + "198.51.100.1\r\n\r\n");
  other.send("body");
  CHECK(other.read_answer().body == "body");
  for (auto& client : greedy) {
    client->send("done");
    CHECK(client->read_answer().body == "done");
  }
  RawClient again(server.port());
  again.send(head + "203.0.113.7\r\n\r\nmore");
  CHECK(again.read_answer().body == "more");
}

TEST_CASE("B42 all buffered bytes together are limited, and what is over it is turned away") {
  Router router;
  router.add(hello_route());
  router.add(echo_route(400'000));
  ServerOptions options;
  options.limits.max_buffered_bytes = 1'000'000;
  TestServer server(router, options);
  Clients clients;
  int refused = 0;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n" + std::string(200'000, 'a'));
  }
  REQUIRE(eventually([&] {
    refused = 0;
    for (auto& client : clients) {
      refused += client->receive(0ms) > 0 ? 1 : 0;
    }
    return refused >= 3;
  }));
  CHECK(refused < 8);
  CHECK(time_of_normal_request(server.port()) < 5s);
  clients.clear();
  REQUIRE(eventually([&] { return RawClient(server.port()).ask(post("/echo", std::string(300'000, 'b'))).status == 200; }));
}

TEST_CASE("a client that does not read its answer is cut, and a slow one that does is not") {
  Router router;
  router.add(large_route(8'000'000));
  router.add(hello_route());
  ServerOptions options;
  options.limits.write_deadline = 400ms;
  TestServer server(router, options);
  RawClient deaf(server.port());
  RawClient slow(server.port());
  deaf.send(get("/large"));
  slow.send(get("/large"));
  const auto end = std::chrono::steady_clock::now() + 20s;
  std::size_t got = 0;
  while (got < 8'000'000 && std::chrono::steady_clock::now() < end) {
    const auto now = slow.receive(200ms);
    if (now == got) {
      break;
    }
    got = now;
    std::this_thread::sleep_for(5ms); // slower in all than the deadline, but never still
  }
  CHECK(slow.read_answer().body.size() == 8'000'000);
  std::this_thread::sleep_for(800ms);
  RawAnswer cut = deaf.read_answer();
  CHECK(cut.status == 0); // ended before its Content-Length
  CHECK(time_of_normal_request(server.port()) < 5s);
}

TEST_CASE("mutated requests never hang or crash the server") {
  Router router;
  router.add(hello_route());
  router.add(echo_route(100));
  ServerOptions options;
  options.limits.head_deadline = 200ms;
  options.limits.body_deadline = 200ms;
  TestServer server(router, options);
  const std::vector<std::string> seeds = {get("/hello", "Accept: */*\r\nCookie: a=b\r\n"), post("/echo", "hello"),
                                          "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"};
  std::uint32_t random = 12345;
  const auto next = [&random](std::size_t below) {
    random = random * 1664525U + 1013904223U;
    return static_cast<std::size_t>(random >> 8) % below;
  };
  for (int i = 0; i < 500; ++i) {
    std::string bytes = seeds[next(seeds.size())] + seeds[next(seeds.size())];
    for (std::size_t changes = next(6); changes > 0; --changes) {
      const auto at = next(bytes.size());
      switch (next(3)) {
      case 0:
        bytes[at] = static_cast<char>(next(256));
        break;
      case 1:
        bytes.erase(at, next(8) + 1);
        break;
      default:
        bytes.insert(at, std::string(next(20) + 1, "\r\n :,;-%\"0="[next(11)]));
      }
    }
    RawClient client(server.port());
    const auto cut = next(bytes.size() + 1);
    client.send(std::string_view(bytes).substr(0, cut));
    client.send(std::string_view(bytes).substr(cut));
    client.receive(1ms);
  }
  CHECK(time_of_normal_request(server.port()) < 5s);
}
