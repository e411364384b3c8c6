// A SQLite VFS that remembers what was written but not synchronized, and can lose it as a power cut does.
//
// It lies over the platform's VFS: reads, locks and shared memory are real. Beside each real file it keeps what is surely on the disk
// (everything until the last xSync) and the list of writes after that. cut() makes a directory as the machine may find it afterwards: of
// each unsynchronized write any of its 512-byte sectors may be there, missing or, rarely, garbage, in any order; files may be shorter or
// longer.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace ekiben::test {

class PowerCutDisk {
public:
  /// Registers the VFS under `name`. Synchronizing costs nothing: the real disk is not asked.
  explicit PowerCutDisk(std::string name);
  ~PowerCutDisk();
  PowerCutDisk(const PowerCutDisk&) = delete;
  PowerCutDisk& operator=(const PowerCutDisk&) = delete;

  const std::string& name() const { return name_; }

  /// Forgets all files: what lies in a directory now is on the disk. No file may be open.
  void start_afresh();

  /// Cuts the power at the `operations`th write, synchronization or truncation from now: what survives is put in `directory` (which is
  /// made), and whatever is written after it fails.
  void cut_after(std::size_t operations, std::uint64_t seed, std::string directory);
  /// Now, when it has not happened yet.
  void cut();
  bool is_cut() const;

  /// What fails from now on.
  enum class Fault {
    none,
    disk_full,   ///< writes beyond a file's end: SQLITE_FULL
    write_error, ///< every write: SQLITE_IOERR_WRITE
    sync_error   ///< every synchronization: SQLITE_IOERR_FSYNC
  };
  void set_fault(Fault fault) { fault_ = fault; }

  // For the VFS's functions.
  struct Change {
    std::int64_t offset = 0;
    std::string bytes;
    bool is_truncation = false; ///< to `offset`
  };
  struct File {
    bool exists = false; ///< its name is on the disk
    std::string durable;
    std::vector<Change> pending;
  };
  std::shared_ptr<File> track(const std::string& path);
  /// What SQLite is to be told; SQLITE_OK: do it for real.
  int note_change(File& file, Change change, std::int64_t real_size);
  int note_sync(File& file);
  void note_delete(const std::string& path);

  sqlite3_vfs* platform() const { return platform_; }

private:
  bool count_operation();
  void leave_survivors();
  std::string survivor_of(const File& file);

  std::string name_;
  sqlite3_vfs* platform_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::atomic<Fault> fault_{Fault::none};

  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<File>> files_;
  std::size_t operations_left_ = 0;
  bool armed_ = false;
  bool cut_ = false;
  std::mt19937_64 random_;
  std::string directory_;
};

} // namespace ekiben::test
