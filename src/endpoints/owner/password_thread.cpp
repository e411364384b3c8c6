#include "endpoints/owner/password_thread.h"

#include "system/log/log.h"

#include <exception>
#include <string>
#include <utility>

namespace ekiben::endpoints::owner {

PasswordThread::PasswordThread() : thread_([this] { run(); }) {}

PasswordThread::~PasswordThread() {
  std::deque<Job> dropped;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(waiting_);
  }
  wake_.notify_all();
  thread_.join();
}

bool PasswordThread::try_submit(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= kMaxWaiting) {
      return false;
    }
    waiting_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

void PasswordThread::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) {
      return;
    }
    const Job job = std::exchange(waiting_.front(), nullptr);
    waiting_.pop_front();
    lock.unlock();
    try {
      job();
    } catch (const std::exception& broken) {
      log::error(std::string("checking a password failed: ") + broken.what());
    }
    lock.lock();
  }
}

} // namespace ekiben::endpoints::owner
