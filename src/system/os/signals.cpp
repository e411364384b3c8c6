#include "system/os/signals.h"

#include <cerrno>
#include <csignal>
#include <ctime>
#include <pthread.h>
#include <unistd.h>

namespace ekiben::os {
namespace {

sigset_t awaited_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  return set;
}

} // namespace

Signals::Signals() {
  const sigset_t set = awaited_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A peer that hangs up is an error code of write(2), not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
}

Signals::~Signals() {
  const sigset_t set = awaited_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

int Signals::wait() {
  const sigset_t set = awaited_signals();
  int signal = 0;
  do {
    signal = sigwaitinfo(&set, nullptr);
  } while (signal < 0);
  return signal;
}

std::optional<int> Signals::wait_for(std::chrono::milliseconds at_most) {
  const sigset_t set = awaited_signals();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at_most);
  const timespec timeout{static_cast<time_t>(seconds.count()), static_cast<long>(std::chrono::nanoseconds(at_most - seconds).count())};
  const int signal = sigtimedwait(&set, nullptr, &timeout);
  return signal > 0 ? std::optional(signal) : std::nullopt;
}

void request_stop() { ::kill(::getpid(), SIGTERM); }

} // namespace ekiben::os
