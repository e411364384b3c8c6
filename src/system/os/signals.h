// Signals as values that one thread waits for.
#pragma once

#include <chrono>
#include <optional>

namespace ekiben::os {

/// Blocks SIGINT, SIGTERM and SIGHUP for the calling thread and every thread it starts later, and ignores SIGPIPE: make it first in main.
/// Unblocked again when destroyed.
class Signals {
public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// SIGINT, SIGTERM or SIGHUP.
  int wait();
  /// The same, or nothing after `at_most`.
  std::optional<int> wait_for(std::chrono::milliseconds at_most);
};

/// Makes the main thread's wait() return as if SIGTERM had come: for a part that cannot go on.
void request_stop();

} // namespace ekiben::os
