#include "test_server.h"

#include <atomic>
#include <mutex>

using namespace ekiben::http;
using namespace std::chrono_literals;

TEST_CASE("a server that is told to stop finishes what it has begun and accepts nothing new") {
  std::mutex gate;
  std::atomic<int> entered = 0;
  Router router;
  Route route{Method::get, "/slow", Access::everyone, 0, "'self'", {}};
  route.handler = [&](const Request&, const PathValues&, Responder responder) {
    ++entered;
    const std::lock_guard lock(gate);
    responder.send(Response{200, {}, "finished", nullptr});
  };
  router.add(std::move(route));
  router.add(hello_route());
  TestServer server(router);
  RawClient idle(server.port());
  CHECK(idle.ask(get("/hello")).body == "hello");
  RawClient running(server.port());
  {
    const std::lock_guard lock(gate);
    running.send(get("/slow") + get("/hello"));
    REQUIRE(eventually([&] { return entered == 1; }));
    server.ask_to_stop();
    CHECK(idle.is_closed_within(5s));
  }
  const auto answer = running.read_answer();
  CHECK(answer.body == "finished");
  CHECK(answer.field("connection") == "close");
  CHECK(running.is_closed_within(5s));
  CHECK(running.received().empty());
  server.stop();
}

TEST_CASE("a drain ends even when an answer never comes") {
  std::vector<Responder> kept;
  std::mutex mutex;
  Router router;
  Route route{Method::get, "/never", Access::everyone, 0, "'self'", {}};
  route.handler = [&](const Request&, const PathValues&, Responder responder) {
    const std::lock_guard lock(mutex);
    kept.push_back(std::move(responder));
  };
  router.add(std::move(route));
  ServerOptions options;
  options.limits.write_deadline = 200ms;
  TestServer server(router, options);
  RawClient client(server.port());
  client.send(get("/never"));
  REQUIRE(eventually([&] {
    const std::lock_guard lock(mutex);
    return kept.size() == 1;
  }));
  const auto start = std::chrono::steady_clock::now();
  server.stop();
  CHECK(std::chrono::steady_clock::now() - start < 5s);
}

TEST_CASE("a server without work stops at once") {
  Router router;
  TestServer server(router);
  const auto start = std::chrono::steady_clock::now();
  server.stop();
  CHECK(std::chrono::steady_clock::now() - start < 2s);
}
