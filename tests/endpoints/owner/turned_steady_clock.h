// A clock whose steady time is turned by the test: for waits that nobody sits out.
#pragma once

#include "base/clock.h"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace ekiben::test {

class TurnedSteadyClock final : public Clock {
public:
  Time now() const override { return Time(std::chrono::milliseconds(1'800'000'000'000 + turned_.load())); }
  SteadyTime steady_now() const override { return SteadyTime(std::chrono::hours(1000) + std::chrono::milliseconds(turned_.load())); }
  void turn(std::chrono::milliseconds by) { turned_ += by.count(); }

private:
  std::atomic<std::int64_t> turned_ = 0;
};

} // namespace ekiben::test
