// How old a signed request may be.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <chrono>
#include <optional>

namespace ekiben::signatures {

/// Both ways (federation item 43, B12): peers' clocks differ, and a replay must fall inside the time that activities are remembered.
inline constexpr std::chrono::hours kWindow{1};

/// unauthorized when `created` is more than kWindow away from `now`, or `expires` is over.
Result<void> check_window(Time created, std::optional<Time> expires, Time now);

/// Seconds since 1970 as a time; nothing when that is far outside of any calendar here (so that no arithmetic overflows).
std::optional<Time> time_of_seconds(std::int64_t seconds);

} // namespace ekiben::signatures
