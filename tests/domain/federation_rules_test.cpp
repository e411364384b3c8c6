#include "domain/delivery_schedule.h"
#include "domain/follow_decision.h"
#include "domain/local_ids.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::domain;
using namespace std::chrono_literals;

TEST_CASE("item 106 a delivery is tried sixteen times over two days, further and further apart") {
  std::chrono::milliseconds sum{0};
  std::chrono::milliseconds last{0};
  int attempts = 1;
  for (; const auto delay = delay_before_next_attempt(attempts, 0, std::nullopt); ++attempts) {
    CHECK(*delay >= last);
    last = *delay;
    sum += *delay;
  }
  CHECK(attempts == kMaxDeliveryAttempts);
  CHECK(*delay_before_next_attempt(1, 0, std::nullopt) == 15s);
  CHECK(sum > 24h);
  CHECK(sum < 72h);
}

TEST_CASE("item 106 jitter spreads the rows of one host") {
  CHECK(*delay_before_next_attempt(3, 0.5, std::nullopt) == 31s + 45s);
  CHECK(*delay_before_next_attempt(3, 9, std::nullopt) == 31s + 90s);
}

TEST_CASE("item 110 Retry-After is believed within bounds") {
  CHECK(*delay_before_next_attempt(1, 0, 120s) == 120s);
  CHECK(*delay_before_next_attempt(1, 0, 0s) == 15s);
  CHECK(*delay_before_next_attempt(1, 0, std::chrono::seconds::max()) == kMaxRetryAfter);
  CHECK_FALSE(delay_before_next_attempt(kMaxDeliveryAttempts, 0, 120s));
}

TEST_CASE("item 107 a host is unavailable after failures on seven distinct days") {
  HostFailures failures;
  Time now{1'800'000'000'000ms};
  for (int day = 0; day < 7; ++day) {
    CHECK_FALSE(is_unavailable(failures));
    for (int attempt = 0; attempt < 5; ++attempt) {
      failures = with_failure(failures, now + 24h * day + 1min * attempt);
    }
    CHECK(failures.distinct_days == day + 1);
  }
  CHECK(is_unavailable(failures));
}

TEST_CASE("a follow is decided by blocks first, then by what was, then by the owner's wish") {
  CHECK(decide_follow({}) == FollowDecision::accept);
  CHECK(decide_follow({.owner_approves_by_hand = true}) == FollowDecision::ask_owner);
  CHECK(decide_follow({.already_accepted = true, .owner_approves_by_hand = true}) == FollowDecision::accept);
  CHECK(decide_follow({.blocked = true, .already_accepted = true}) == FollowDecision::reject);
  CHECK(decide_follow({.from_owner = true, .blocked = true}) == FollowDecision::ignore);
}

TEST_CASE("items 11 and 22 all ids lie below the base URL, the key below the actor") {
  const LocalIds ids("https://social.example", "mia");
  CHECK(ids.actor() == "https://social.example/users/mia");
  CHECK(ids.main_key() == "https://social.example/users/mia#main-key");
  CHECK(ids.profile_page() == "https://social.example/@mia");
  CHECK(ids.is_local(ids.instance_key()));
  CHECK_FALSE(ids.is_local("https://social.example.evil.example/users/mia"));
  CHECK_FALSE(ids.is_local("http://social.example/users/mia"));
}
