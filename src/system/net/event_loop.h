// EventLoop: the one thread that talks to other servers. epoll, timers, and work handed in from other threads.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace ekiben::net {

/// post() may be called from any thread; everything else only on the loop's thread (or before run()).
class EventLoop {
public:
  explicit EventLoop(const Clock& clock);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  using Task = std::function<void()>;
  using TimerId = std::uint64_t;
  using FdCallback = std::function<void(std::uint32_t epoll_events)>;

  /// Runs `task` on the loop's thread, soon, in order.
  void post(Task task);
  TimerId call_at(SteadyTime when, Task task);
  void cancel(TimerId timer);
  /// Level-triggered. The callback stays until unwatch().
  void watch(int fd, std::uint32_t epoll_events, FdCallback callback);
  void change(int fd, std::uint32_t epoll_events);
  void unwatch(int fd);

  void run();
  /// Any thread. run() returns after the current callback.
  void stop();
  bool in_loop_thread() const;
  const Clock& clock() const;

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace ekiben::net
