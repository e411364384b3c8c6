// The one way to ask what time it is. Passed in, never global, so that tests can turn it.
#pragma once

#include <chrono>

namespace ekiben {

/// Wall time in whole milliseconds, UTC: what is stored and what is shown.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
/// Time that never steps back: deadlines and durations.
using SteadyTime = std::chrono::steady_clock::time_point;

/// All methods may be called from any thread.
class Clock {
public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
  virtual SteadyTime steady_now() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
public:
  Time now() const override;
  SteadyTime steady_now() const override;
};

} // namespace ekiben
