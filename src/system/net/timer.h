// A timer of the event loop that cannot outlive what it calls.
#pragma once

#include "system/net/event_loop.h"

#include <optional>
#include <utility>

namespace ekiben::net {

/// Loop thread only.
class Timer {
public:
  explicit Timer(EventLoop& loop) : loop_(loop) {}
  ~Timer() { clear(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Replaces what was set before. The task may destroy this timer.
  void set_after(std::chrono::milliseconds after, EventLoop::Task task) {
    clear();
    id_ = loop_.call_at(loop_.clock().steady_now() + after, [this, task = std::move(task)] {
      id_.reset();
      task(); // the loop holds this closure until it returns
    });
  }
  void clear() {
    if (id_) {
      loop_.cancel(*id_);
      id_.reset();
    }
  }

private:
  EventLoop& loop_;
  std::optional<EventLoop::TimerId> id_;
};

} // namespace ekiben::net
