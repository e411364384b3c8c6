#include "system/http/worker_pool.h"

#include "system/log/log.h"

#include <exception>
#include <string>
#include <system_error>
#include <utility>

namespace ekiben::http {

WorkerPool::WorkerPool(std::shared_ptr<AnswerDesk> desk, Guard guard, std::size_t max_workers, std::size_t max_queued)
    : desk_(std::move(desk)), guard_(std::move(guard)), max_workers_(max_workers), max_queued_(max_queued) {}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  bell_.notify_all();
  for (auto& thread : threads_) {
    thread.join();
  }
}

bool WorkerPool::submit(std::shared_ptr<Exchange> exchange) {
  bool needs_worker = false;
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= max_queued_) {
      return false;
    }
    queue_.push_back(std::move(exchange));
    // A worker that was rung but has not woken yet still counts as idle; what it will take still counts as queued.
    needs_worker = queue_.size() > idle_;
  }
  bell_.notify_one();
  return !needs_worker || threads_.size() >= max_workers_ || start_worker();
}

bool WorkerPool::start_worker() {
  try {
    threads_.emplace_back([this] { work(); });
    return true;
  } catch (const std::system_error& error) {
    log::error(std::string("cannot start an HTTP worker: ") + error.what());
  }
  if (!threads_.empty()) {
    return true;
  }
  const std::lock_guard lock(mutex_);
  queue_.clear();
  return false;
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    bell_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    --idle_;
    if (queue_.empty()) {
      return;
    }
    const auto exchange = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    serve(exchange);
    lock.lock();
  }
}

void WorkerPool::serve(const std::shared_ptr<Exchange>& exchange) {
  try {
    if (guard_) {
      if (auto answer = guard_(exchange->request, *exchange->route)) {
        desk_->answer(*exchange, *std::move(answer));
        return;
      }
    }
    exchange->route->handler(exchange->request, exchange->values, desk_->make_responder(exchange));
    if (!exchange->answered) {
      desk_->park(*exchange);
    }
  } catch (const std::exception& error) {
    log::error(exchange->request.method_text + " " + exchange->route->pattern + " failed: " + error.what());
    desk_->answer(*exchange, desk_->error_page(500, &exchange->request));
  }
}

} // namespace ekiben::http
