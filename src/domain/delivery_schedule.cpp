#include "domain/delivery_schedule.h"

#include <algorithm>

namespace ekiben::domain {

std::optional<std::chrono::milliseconds> delay_before_next_attempt(int attempts_made, double jitter,
                                                                   std::optional<std::chrono::seconds> retry_after) {
  if (attempts_made >= kMaxDeliveryAttempts) {
    return std::nullopt;
  }
  const std::int64_t n = std::max(attempts_made - 1, 0);
  const std::chrono::milliseconds steps = std::chrono::seconds{n * n * n * n + 15};
  const std::chrono::milliseconds spread{static_cast<std::int64_t>(std::clamp(jitter, 0.0, 1.0) * 30'000.0 * static_cast<double>(n + 1))};
  std::chrono::milliseconds asked{0};
  if (retry_after) {
    asked = std::clamp(*retry_after, kMinRetryAfter, kMaxRetryAfter);
  }
  return std::max(steps, asked) + spread;
}

HostFailures with_failure(HostFailures before, Time now) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  if (before.distinct_days == 0 || today > before.last_day) {
    before.distinct_days += 1;
    before.last_day = today;
  }
  return before;
}

bool is_unavailable(const HostFailures& failures) { return failures.distinct_days >= kFailureDaysUntilUnavailable; }

} // namespace ekiben::domain
