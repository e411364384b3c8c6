#include "test_server.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

using namespace ekiben::http;
using namespace std::chrono_literals;

namespace {

/// Keeps responders until the test answers them.
class Shelf {
public:
  void keep(Responder responder) {
    const std::lock_guard lock(mutex_);
    responders_.push_back(std::move(responder));
  }
  std::size_t size() {
    const std::lock_guard lock(mutex_);
    return responders_.size();
  }
  Responder take() {
    const std::lock_guard lock(mutex_);
    Responder responder = std::move(responders_.front());
    responders_.erase(responders_.begin());
    return responder;
  }

private:
  std::mutex mutex_;
  std::vector<Responder> responders_;
};

Route keeping_route(Shelf& shelf) {
  Route route{Method::get, "/later", Access::everyone, 0, "'self'", {}};
  route.handler = [&shelf](const Request&, const PathValues&, Responder responder) { shelf.keep(std::move(responder)); };
  return route;
}

Response text(std::string body) { return Response{200, {}, std::move(body), nullptr}; }

} // namespace

TEST_CASE("an answer may come later from another thread, and no worker waits for it") {
  Shelf shelf;
  Router router;
  router.add(keeping_route(shelf));
  router.add(hello_route());
  ServerOptions options;
  options.limits.workers = 1;
  TestServer server(router, options);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/later") + get("/hello"));
  }
  REQUIRE(eventually([&] { return shelf.size() == 20; }));
  CHECK(RawClient(server.port()).ask(get("/hello")).body == "hello");
  for (int i = 0; i < 20; ++i) {
    std::thread([&] { shelf.take().send(text("late")); }).join();
  }
  for (auto& client : clients) {
    CHECK(client->read_answer().body == "late");
    CHECK(client->read_answer().body == "hello"); // the pipelined request waited for its turn
  }
}

TEST_CASE("a responder that is dropped says 503 with Retry-After") {
  Shelf shelf;
  Router router;
  router.add(keeping_route(shelf));
  TestServer server(router);
  RawClient client(server.port());
  client.send(get("/later"));
  REQUIRE(eventually([&] { return shelf.size() == 1; }));
  {
    const auto dropped = shelf.take();
  }
  const auto answer = client.read_answer();
  CHECK(answer.status == 503);
  CHECK_FALSE(answer.field("retry-after").empty());
  client.send(get("/later"));
  REQUIRE(eventually([&] { return shelf.size() == 1; }));
  shelf.take().send(text("second time"));
  CHECK(client.read_answer().body == "second time");
}

TEST_CASE("a deferred answer that never comes is 503 after the deadline, and a late one goes to nobody") {
  Shelf shelf;
  Router router;
  router.add(keeping_route(shelf));
  router.add(hello_route());
  ServerOptions options;
  options.limits.parked_deadline = 150ms;
  TestServer server(router, options);
  RawClient client(server.port());
  client.send(get("/later") + get("/hello"));
  CHECK(client.read_answer().status == 503);
  CHECK(client.read_answer().body == "hello");
  shelf.take().send(text("too late"));
  CHECK(client.ask(get("/hello")).body == "hello");
}

TEST_CASE("parked answers are limited, and those over the limit are told to come again") {
  Shelf shelf;
  Router router;
  router.add(keeping_route(shelf));
  router.add(hello_route());
  ServerOptions options;
  options.limits.max_parked_answers = 3;
  TestServer server(router, options);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/later"));
    REQUIRE(eventually([&] { return shelf.size() == static_cast<std::size_t>(i) + 1; }));
    std::this_thread::sleep_for(20ms);
  }
  RawClient over(server.port());
  const auto answer = over.ask(get("/later"));
  CHECK(answer.status == 503);
  CHECK_FALSE(answer.field("retry-after").empty());
  CHECK(over.ask(get("/hello")).body == "hello");
  for (auto& client : clients) {
    shelf.take().send(text("late"));
    CHECK(client->read_answer().body == "late");
  }
}

TEST_CASE("a connection that dies while its answer is parked harms nobody") {
  Shelf shelf;
  Router router;
  router.add(keeping_route(shelf));
  router.add(hello_route());
  TestServer server(router);
  for (int i = 0; i < 10; ++i) {
    RawClient client(server.port());
    client.send(get("/later"));
    REQUIRE(eventually([&] { return shelf.size() == 1; }));
    if (i % 2 == 0) {
      client.reset();
    } else {
      client.close();
    }
    // Its place in the table may be another client's by now.
    RawClient other(server.port());
    CHECK(other.ask(get("/hello")).body == "hello");
    shelf.take().send(text(std::string(100'000, 'x')));
    CHECK(other.ask(get("/hello")).body == "hello");
  }
}

TEST_CASE("requests over the workers' queue are told to come again") {
  std::mutex gate;
  std::atomic<int> entered = 0;
  Router router;
  Route blocking{Method::get, "/blocking", Access::everyone, 0, "'self'", {}};
  blocking.handler = [&](const Request&, const PathValues&, Responder responder) {
    ++entered;
    const std::lock_guard lock(gate);
    responder.send(text("done"));
  };
  router.add(std::move(blocking));
  ServerOptions options;
  options.limits.workers = 1;
  options.limits.max_queued_requests = 2;
  TestServer server(router, options);
  std::vector<std::unique_ptr<RawClient>> clients;
  int refused = 0;
  {
    const std::lock_guard lock(gate);
    for (int i = 0; i < 5; ++i) {
      clients.push_back(std::make_unique<RawClient>(server.port()));
      clients.back()->send(get("/blocking"));
      if (i == 0) {
        REQUIRE(eventually([&] { return entered == 1; }));
      }
    }
    REQUIRE(eventually([&] {
      refused = 0;
      for (auto& client : clients) {
        refused += client->receive(0ms) > 0 ? 1 : 0;
      }
      return refused == 2;
    }));
  }
  int served = 0;
  for (auto& client : clients) {
    const auto answer = client->read_answer();
    served += answer.status == 200 ? 1 : 0;
    CHECK((answer.status == 200 || (answer.status == 503 && !answer.field("retry-after").empty())));
  }
  CHECK(served == 3);
}

TEST_CASE("a responder may outlive its server") {
  Shelf shelf;
  Router router;
  router.add(keeping_route(shelf));
  ServerOptions options;
  options.limits.write_deadline = 100ms;
  {
    TestServer server(router, options);
    RawClient client(server.port());
    client.send(get("/later"));
    REQUIRE(eventually([&] { return shelf.size() == 1; }));
  }
  shelf.take().send(text("into the void"));
}
