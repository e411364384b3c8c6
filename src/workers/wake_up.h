// How a worker's thread sleeps until there is something to do, the time has come, or it is to end.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace ekiben::workers {

/// All methods: any thread. A ring before wait() is not lost.
class WakeUp {
public:
  void ring() {
    const std::lock_guard lock(mutex_);
    rung_ = true;
    condition_.notify_one();
  }
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    condition_.notify_one();
  }
  bool stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }
  /// Waits for ring(), stop() or the time to pass. False after stop().
  bool wait(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    condition_.wait_for(lock, at_most, [this] { return rung_ || stopped_; });
    rung_ = false;
    return !stopped_;
  }

private:
  mutable std::mutex mutex_;
  std::condition_variable condition_;
  bool rung_ = false;
  bool stopped_ = false;
};

} // namespace ekiben::workers
