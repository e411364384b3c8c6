// The writer as a thread.
#pragma once

#include "base/clock.h"
#include "store/changes_board.h"
#include "store/checkpointer.h"
#include "store/commit_observer.h"
#include "store/id_issuer.h"
#include "store/reader_pool.h"
#include "store/store.h"
#include "store/writer.h"
#include "system/sqlite/database.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace ekiben::store {

class WriterThread final : public Writer {
public:
  /// Starts the thread. `observer` may be null. Everything given must outlive it.
  WriterThread(sqlite::Database& database, IdIssuer ids, ChangesBoard& board, ReaderPool& readers, CommitObserver* observer,
               CheckpointSizes checkpoints, const Clock& clock);
  /// Works until the queue is empty, empties the log, ends the thread.
  ~WriterThread() override;

  void submit(Job job, Done done) override;

private:
  struct Queued {
    Job job;
    Done done;
  };
  struct Finished {
    Done done;
    Result<void> outcome;
  };

  void work();
  bool wait_for_work();
  bool take(Queued& next);
  void run_batch();
  Result<void> run_in_savepoint(Queued& queued, ChangeSet& changes);
  Result<void> commit(bool ids_were_issued);
  void fail_succeeded(const Error& error);
  void complete();

  sqlite::Database& database_;
  IdIssuer ids_;
  ChangesBoard& board_;
  CommitObserver* observer_;
  const Clock& clock_;
  Checkpointer checkpointer_;

  std::vector<Finished> finished_; // the batch at hand
  bool disk_was_full_ = false;

  std::mutex mutex_;
  std::condition_variable has_jobs_;
  std::deque<Queued> queue_;
  bool stopping_ = false;

  std::thread thread_; // last: it uses all of the above
};

} // namespace ekiben::store
