// A clock that the test turns.
#pragma once

#include "base/clock.h"

#include <atomic>

namespace ekiben::test {

class TurnedClock final : public Clock {
public:
  explicit TurnedClock(Time start = Time(std::chrono::milliseconds(1'800'000'000'000))) : now_(start.time_since_epoch().count()) {}
  Time now() const override { return Time(std::chrono::milliseconds(now_.load())); }
  SteadyTime steady_now() const override { return std::chrono::steady_clock::now(); }
  void turn(std::chrono::milliseconds by) { now_ += by.count(); }

private:
  std::atomic<std::int64_t> now_;
};

} // namespace ekiben::test
