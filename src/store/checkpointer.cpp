#include "store/checkpointer.h"

#include "system/log/log.h"

#include <chrono>

namespace ekiben::store {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPageBytes = 4096;
// After a checkpoint that a reader stopped: not again before the log has grown by this.
constexpr std::size_t kQuietRetryBytes = std::size_t{1} * 1024 * 1024;
constexpr std::size_t kForcedRetryBytes = std::size_t{2} * 1024 * 1024;
// A question takes less than a millisecond; who holds a reader longer (or waits for the writer with one) only costs this.
constexpr auto kReadersPause = 50ms;

} // namespace

Checkpointer::Checkpointer(sqlite::Database& database, ReaderPool& readers, CommitObserver* observer, CheckpointSizes sizes)
    : database_(database), readers_(readers), observer_(observer), sizes_(sizes), next_quiet_bytes_(sizes.quiet_bytes),
      next_forced_bytes_(sizes.forced_bytes) {}

std::size_t Checkpointer::log_bytes() const { return database_.wal_pages() * kPageBytes; }

void Checkpointer::checkpoint_quietly() {
  next_quiet_bytes_ = move(sqlite::Checkpoint::passive) ? sizes_.quiet_bytes : log_bytes() + kQuietRetryBytes;
}

void Checkpointer::checkpoint_now() {
  move(sqlite::Checkpoint::passive); // the bulk of it, while readers read
  bool emptied = false;
  {
    auto pause = readers_.pause(kReadersPause);
    emptied = move(sqlite::Checkpoint::truncate);
  }
  next_forced_bytes_ = emptied ? sizes_.forced_bytes : log_bytes() + kForcedRetryBytes;
  next_quiet_bytes_ = sizes_.quiet_bytes;
}

/// True when nothing is left in the log that is not in the database.
bool Checkpointer::move(sqlite::Checkpoint kind) {
  if (observer_ != nullptr) {
    observer_->before_checkpoint();
  }
  auto outcome = database_.checkpoint(kind);
  if (!outcome) {
    log::error("the write-ahead log could not be moved into the database: " + outcome.error().message);
    return false;
  }
  return outcome->emptied;
}

} // namespace ekiben::store
