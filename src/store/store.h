// The store: one directory, one SQLite file, one writer thread, some readers. Everything ekiben knows.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstddef>
#include <memory>
#include <string>

namespace ekiben::store {

class Writer;
class Readers;
class Changes;
class CommitObserver;

/// When the write-ahead log is moved into the database file.
struct CheckpointSizes {
  std::size_t quiet_bytes = std::size_t{4} * 1024 * 1024;   ///< from here on in a quiet moment
  std::size_t forced_bytes = std::size_t{64} * 1024 * 1024; ///< from here on at once: a small disk must not fill
};

struct StoreOptions {
  std::string directory;              ///< created with mode 0700 when it does not exist
  std::size_t readers = 4;            ///< read-only connections
  std::string vfs;                    ///< SQLite VFS name; empty: the platform's (tests simulate power cuts with one of their own)
  CommitObserver* observer = nullptr; ///< told of each commit; must outlive the store
  CheckpointSizes checkpoints{};
};

/// Opens, locks and migrates. Errors: misconfigured when the schema is newer than this binary or the directory is locked by another
/// process; broken when the database is corrupt.
class Store {
public:
  static Result<std::unique_ptr<Store>> open(StoreOptions options, const Clock& clock);
  /// Stops the writer after the queue is empty; checkpoints.
  ~Store();

  Writer& writer();
  Readers& readers();
  Changes& changes();
  const std::string& directory() const;

private:
  class Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace ekiben::store
