// The one writer. Included only by store, actions, workers, backup and app (packaging/check_layers knows).
#pragma once

#include "base/result.h"
#include "store/transaction.h"

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <utility>

namespace ekiben::store {

/// A thread that takes what is queued (at most 64 jobs or 5 ms of work), runs each job in a SAVEPOINT, commits once (synchronous=FULL),
/// then completes them: a completed job is on disk. A failed job rolls back alone. It never waits for company. All methods: any thread.
class Writer {
public:
  virtual ~Writer() = default;

  using Job = std::function<Result<void>(Transaction&)>;
  using Done = std::function<void(Result<void>)>;

  /// Queues `job`. `done` runs once: on the writer's thread, after the commit (success) or the rollback (the job's own error, or
  /// `unavailable` when the disk is full); or at once on the caller's when the job cannot be queued (too_many when 10,000 wait, unavailable
  /// when the process is stopping). It must be short: hand over, do not work.
  virtual void submit(Job job, Done done) = 0;

  /// Queues a job that makes a value and waits until it is durable. Not on the writer's thread.
  template <typename T> Result<T> run(std::function<Result<T>(Transaction&)> job) {
    auto promise = std::make_shared<std::promise<Result<void>>>();
    auto future = promise->get_future();
    auto value = std::make_shared<std::optional<T>>();
    submit(
        [job = std::move(job), value](Transaction& transaction) -> Result<void> {
          auto made = job(transaction);
          if (!made) {
            return tl::unexpected<Error>(std::move(made).error());
          }
          *value = std::move(*made);
          return {};
        },
        [promise](Result<void> outcome) { promise->set_value(std::move(outcome)); });
    auto outcome = future.get();
    if (!outcome) {
      return tl::unexpected<Error>(std::move(outcome).error());
    }
    return std::move(**value);
  }
  Result<void> run(Job job) {
    auto promise = std::make_shared<std::promise<Result<void>>>();
    auto future = promise->get_future();
    submit(std::move(job), [promise](Result<void> outcome) { promise->set_value(std::move(outcome)); });
    return future.get();
  }
};

} // namespace ekiben::store
