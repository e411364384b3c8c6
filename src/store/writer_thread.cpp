#include "store/writer_thread.h"

#include "store/job_transaction.h"
#include "system/log/log.h"

#include <chrono>
#include <exception>
#include <new>
#include <string>
#include <utility>

namespace ekiben::store {

namespace {

using namespace sqlite::literals;
using namespace std::chrono_literals;

// One batch: long enough to share a commit among many, short enough that nobody notices the wait for it.
constexpr std::size_t kMaxBatchJobs = 64;
constexpr auto kMaxBatchTime = 5ms;
// Jobs that may wait. A job holds an activity at most; the doors limit what they hold (system/http).
constexpr std::size_t kMaxQueuedJobs = 10'000;

constexpr auto kQuietTime = 200ms;

} // namespace

WriterThread::WriterThread(sqlite::Database& database, IdIssuer ids, ChangesBoard& board, ReaderPool& readers, CommitObserver* observer,
                           CheckpointSizes checkpoints, const Clock& clock)
    : database_(database), ids_(ids), board_(board), observer_(observer), clock_(clock),
      checkpointer_(database, readers, observer, checkpoints), thread_([this] { work(); }) {}

WriterThread::~WriterThread() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  has_jobs_.notify_all();
  thread_.join();
}

void WriterThread::submit(Job job, Done done) {
  Error refusal{ErrorKind::unavailable, "ekiben is stopping"};
  {
    std::lock_guard lock(mutex_);
    if (!stopping_ && queue_.size() < kMaxQueuedJobs) {
      queue_.push_back({std::move(job), std::move(done)});
      has_jobs_.notify_one();
      return;
    }
    if (!stopping_) {
      refusal = Error{ErrorKind::too_many, "too much waits to be written"};
    }
  }
  done(tl::unexpected<Error>(std::move(refusal)));
}

void WriterThread::work() {
  while (wait_for_work()) {
    run_batch();
    complete();
    if (checkpointer_.is_due_now()) {
      checkpointer_.checkpoint_now();
    }
  }
  checkpointer_.checkpoint_now();
}

/// False when the queue is empty and will stay so.
bool WriterThread::wait_for_work() {
  std::unique_lock lock(mutex_);
  auto ready = [this] { return !queue_.empty() || stopping_; };
  while (checkpointer_.is_due_when_quiet()) {
    if (has_jobs_.wait_for(lock, kQuietTime, ready)) {
      return !queue_.empty();
    }
    lock.unlock();
    checkpointer_.checkpoint_quietly();
    lock.lock();
  }
  has_jobs_.wait(lock, ready);
  return !queue_.empty();
}

bool WriterThread::take(Queued& next) {
  std::lock_guard lock(mutex_);
  if (queue_.empty()) {
    return false;
  }
  next = std::move(queue_.front());
  queue_.pop_front();
  return true;
}

void WriterThread::run_batch() {
  auto begun = database_.prepare("BEGIN IMMEDIATE"_sql).run();
  auto end = clock_.steady_now() + kMaxBatchTime;
  auto last_id = ids_.last();
  ChangeSet changes;
  Queued next;
  while (finished_.size() < kMaxBatchJobs && take(next)) {
    Result<void> outcome = begun ? run_in_savepoint(next, changes) : begun;
    finished_.push_back({std::move(next.done), std::move(outcome)});
    next = {};
    if (begun && database_.is_autocommit()) {
      // The error was one that ends the whole transaction (sqlite.org/lang_transaction.html section 3.1): what the others wrote is undone
      // too.
      fail_succeeded({ErrorKind::unavailable, "writing failed for another change made at the same moment"});
      return;
    }
    if (clock_.steady_now() >= end) {
      break;
    }
  }
  if (!begun) {
    return;
  }
  if (auto committed = commit(ids_.last() != last_id); !committed) {
    fail_succeeded(committed.error());
    return;
  }
  disk_was_full_ = false;
  if (observer_ != nullptr) {
    observer_->after_commit();
  }
  board_.publish(changes);
}

Result<void> WriterThread::run_in_savepoint(Queued& queued, ChangeSet& changes) {
  EKIBEN_CHECK(database_.prepare("SAVEPOINT job"_sql).run());
  JobTransaction transaction(database_, ids_, clock_.now());
  Result<void> outcome;
  try {
    outcome = queued.job(transaction);
  } catch (const std::bad_alloc&) {
    outcome = fail(ErrorKind::unavailable, "out of memory");
  } catch (const std::exception& problem) {
    log::error(std::string("a change failed by an exception: ") + problem.what());
    outcome = fail(ErrorKind::broken, "the change failed by a mistake in the program");
  }
  queued.job = nullptr; // what it holds is let go before the next one runs
  if (database_.is_autocommit()) {
    return outcome ? fail(ErrorKind::broken, "the transaction ended inside a job") : outcome;
  }
  if (!outcome) {
    if (auto undone = database_.prepare("ROLLBACK TO job"_sql).run(); !undone) {
      log::error("a failed change could not be undone: " + undone.error().message);
      (void)database_.prepare("ROLLBACK"_sql).run();
      return outcome;
    }
  }
  if (auto released = database_.prepare("RELEASE job"_sql).run(); !released) {
    return released;
  }
  if (outcome) {
    changes.add(transaction.changes());
  }
  return outcome;
}

Result<void> WriterThread::commit(bool ids_were_issued) {
  Result<void> done;
  if (ids_were_issued) {
    done = database_.prepare("UPDATE issued_ids SET last = :last WHERE one = 1"_sql).bind(":last", ids_.last()).run();
  }
  if (done) {
    done = database_.prepare("COMMIT"_sql).run();
  }
  if (!done && !database_.is_autocommit()) {
    (void)database_.prepare("ROLLBACK"_sql).run();
  }
  return done;
}

void WriterThread::fail_succeeded(const Error& error) {
  if (error.kind != ErrorKind::unavailable || !disk_was_full_) {
    log::error("changes could not be written: " + error.message);
    disk_was_full_ = error.kind == ErrorKind::unavailable; // said once, not for each request
  }
  for (auto& one : finished_) {
    if (one.outcome) {
      one.outcome = tl::unexpected<Error>(error);
    }
  }
}

void WriterThread::complete() {
  for (auto& one : finished_) {
    try {
      one.done(std::move(one.outcome));
    } catch (const std::exception& problem) {
      log::error(std::string("telling that a change was written failed: ") + problem.what());
    }
  }
  finished_.clear();
}

} // namespace ekiben::store
