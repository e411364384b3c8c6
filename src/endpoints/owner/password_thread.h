// The one thread that hashes passwords: 32 MiB and a fifth of a second each, so one at a time, and never on a worker that pages need.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace ekiben::endpoints::owner {

/// Jobs answer through the Responder they carry. All methods: any thread.
class PasswordThread {
public:
  static constexpr std::size_t kMaxWaiting = 4;

  PasswordThread();
  /// Finishes the running job; waiting ones are dropped, their responders answer 503.
  ~PasswordThread();
  PasswordThread(const PasswordThread&) = delete;
  PasswordThread& operator=(const PasswordThread&) = delete;

  using Job = std::function<void()>;
  /// False when kMaxWaiting jobs wait already: answer 429. `job` must not throw.
  bool try_submit(Job job);

private:
  void run();
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace ekiben::endpoints::owner
