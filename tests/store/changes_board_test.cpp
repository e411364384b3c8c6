#include "store/changes_board.h"

#include <catch_amalgamated.hpp>
#include <thread>

using namespace ekiben::store;
using namespace std::chrono_literals;

namespace {

ChangeSet changed(Change kind) {
  ChangeSet changes;
  changes.kinds.set(static_cast<std::size_t>(kind));
  return changes;
}

} // namespace

TEST_CASE("whoever looks before reading misses no bell") {
  ChangesBoard board;
  auto seen = board.number(Change::incoming);
  board.publish(changed(Change::incoming));
  CHECK(board.wait(Change::incoming, seen, 10s) == seen + 1);
}

TEST_CASE("waiting ends with the bell of that kind, with time or with stop") {
  ChangesBoard board;
  auto seen = board.number(Change::followers);
  board.publish(changed(Change::incoming));
  CHECK(board.wait(Change::followers, seen, 1ms) == seen);
  std::thread ringer([&] { board.publish(changed(Change::followers)); });
  CHECK(board.wait(Change::followers, seen, 10s) == seen + 1);
  ringer.join();
  std::thread stopper([&] { board.stop(); });
  CHECK(board.wait(Change::followers, seen + 1, 10s) == seen + 1);
  stopper.join();
}

TEST_CASE("a subscription is called for its kinds until it ends") {
  ChangesBoard board;
  int calls = 0;
  auto subscription = board.subscribe({Change::incoming, Change::deliveries}, [&] { ++calls; });
  board.publish(changed(Change::incoming));
  board.publish(changed(Change::blocks));
  board.publish(changed(Change::deliveries));
  CHECK(calls == 2);
  subscription.reset();
  board.publish(changed(Change::incoming));
  CHECK(calls == 2);
}

TEST_CASE("the public generation grows with public changes alone") {
  ChangesBoard board;
  auto before = board.public_generation();
  board.publish(changed(Change::incoming));
  CHECK(board.public_generation() == before);
  ChangeSet changes;
  changes.is_public = true;
  board.publish(changes);
  CHECK(board.public_generation() == before + 1);
}
