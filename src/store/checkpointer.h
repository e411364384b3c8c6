// Moves the write-ahead log into the database file, so that it stays short.
#pragma once

#include "store/commit_observer.h"
#include "store/reader_pool.h"
#include "store/store.h"
#include "system/sqlite/database.h"

#include <cstddef>

namespace ekiben::store {

/// The writer's thread, between transactions. `observer` may be null; everything given must outlive it.
class Checkpointer {
public:
  Checkpointer(sqlite::Database& database, ReaderPool& readers, CommitObserver* observer, CheckpointSizes sizes);

  bool is_due_when_quiet() const { return log_bytes() > next_quiet_bytes_; }
  bool is_due_now() const { return log_bytes() > next_forced_bytes_; }

  /// Moves what can be moved without disturbing anybody.
  void checkpoint_quietly();
  /// Empties the log. Readers that come one after the other would keep it growing for ever: for the last step new ones wait a moment.
  void checkpoint_now();

private:
  std::size_t log_bytes() const;
  bool move(sqlite::Checkpoint kind);

  sqlite::Database& database_;
  ReaderPool& readers_;
  CommitObserver* observer_;
  CheckpointSizes sizes_;
  std::size_t next_quiet_bytes_;
  std::size_t next_forced_bytes_;
};

} // namespace ekiben::store
