// The threads that run handlers. Started when they are first needed, bounded, never more work waiting than the limit.
#pragma once

#include "system/http/answer_desk.h"
#include "system/http/exchange.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace ekiben::http {

class WorkerPool {
public:
  WorkerPool(std::shared_ptr<AnswerDesk> desk, Guard guard, std::size_t max_workers, std::size_t max_queued);
  /// Finishes what is queued, then joins.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Loop thread. False when as much is waiting as may wait.
  bool submit(std::shared_ptr<Exchange> exchange);

private:
  void work();
  void serve(const std::shared_ptr<Exchange>& exchange);
  bool start_worker();

  std::shared_ptr<AnswerDesk> desk_;
  Guard guard_;
  std::size_t max_workers_;
  std::size_t max_queued_;
  std::mutex mutex_;
  std::condition_variable bell_;
  std::deque<std::shared_ptr<Exchange>> queue_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_; ///< loop thread only
};

} // namespace ekiben::http
