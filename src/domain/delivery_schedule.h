// When something that could not be delivered is tried again, and when it is given up.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <optional>

namespace ekiben::domain {

/// Attempts in all; the last comes two days after the first (federation item 106, Mastodon's schedule).
inline constexpr int kMaxDeliveryAttempts = 16;
/// A peer's Retry-After is believed between these (item 110): no host can make us hammer it, or wait for ever.
inline constexpr std::chrono::seconds kMinRetryAfter{15};
inline constexpr std::chrono::seconds kMaxRetryAfter{24 * 60 * 60};

/// How long to wait after `attempts_made` (1, 2, ...) failed attempts: (attempts_made - 1)^4 + 15 seconds and up to 30 s × attempts_made of
/// jitter, so that many rows for one host do not come back in step; not sooner than the peer's Retry-After. Nothing: given up.
/// `jitter` is a random number in [0, 1).
std::optional<std::chrono::milliseconds> delay_before_next_attempt(int attempts_made, double jitter,
                                                                   std::optional<std::chrono::seconds> retry_after);

/// A host is called unavailable after failures on this many distinct days without one success (item 107).
inline constexpr int kFailureDaysUntilUnavailable = 7;

/// What is remembered of a host's failures.
struct HostFailures {
  int distinct_days = 0;
  std::chrono::sys_days last_day{};
};
/// After one more failure at `now`. A success, or anything that host sends us, forgets them all (item 107).
HostFailures with_failure(HostFailures before, Time now);
bool is_unavailable(const HostFailures& failures);

} // namespace ekiben::domain
