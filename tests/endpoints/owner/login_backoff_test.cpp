#include "endpoints/owner/login_backoff.h"

#include "turned_steady_clock.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using endpoints::owner::LoginBackoff;
using TurnedClock = test::TurnedSteadyClock;

TEST_CASE("waits double up to a minute and no further") {
  TurnedClock clock;
  LoginBackoff backoff(clock);
  const std::string address = "192.0.2.1";
  std::vector<long> waits;
  for (int i = 0; i < 12; ++i) {
    backoff.note_wrong(address);
    const auto wait = backoff.wait_for(address);
    waits.push_back(static_cast<long>(wait.count()));
    clock.turn(wait);
    CHECK(backoff.wait_for(address).count() == 0);
  }
  CHECK(waits == std::vector<long>{0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60});
  CHECK(backoff.wait_for("192.0.2.2").count() == 0);
}

TEST_CASE("the right password and an hour's silence forget") {
  TurnedClock clock;
  LoginBackoff backoff(clock);
  for (int i = 0; i < 5; ++i) {
    backoff.note_wrong("a");
    backoff.note_wrong("b");
  }
  backoff.note_right("a");
  CHECK(backoff.wait_for("a").count() == 0);
  CHECK(backoff.wait_for("b").count() > 0);
  clock.turn(std::chrono::minutes(61));
  backoff.note_wrong("b");
  CHECK(backoff.wait_for("b").count() == 0);
}

TEST_CASE("one IPv6 customer is one address, a mapped IPv4 address is itself") {
  TurnedClock clock;
  LoginBackoff backoff(clock);
  for (int i = 0; i < 4; ++i) {
    backoff.note_wrong("2001:db8::" + std::to_string(i + 1));
    backoff.note_wrong("::ffff:192.0.2.1");
  }
  CHECK(backoff.wait_for("2001:db8::ffff").count() > 0);
  CHECK(backoff.wait_for("2001:db8:0:1::1").count() == 0);
  CHECK(backoff.wait_for("192.0.2.1").count() > 0);
}

TEST_CASE("a flood of addresses does not grow the table") {
  TurnedClock clock;
  LoginBackoff backoff(clock);
  for (int i = 0; i < 5; ++i) {
    backoff.note_wrong("first");
  }
  for (std::size_t i = 0; i < LoginBackoff::kMaxAddresses; ++i) {
    backoff.note_wrong("flood " + std::to_string(i));
  }
  CHECK(backoff.wait_for("first").count() == 0);
}
