#include "power_cut_vfs.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sqlite3.h>

namespace ekiben::test {

namespace {

constexpr std::size_t kSectorBytes = 512;

/// What SQLite allocates for an open file; the platform's own follows it in memory.
struct OpenFile {
  sqlite3_file base;
  PowerCutDisk* disk;
  std::shared_ptr<PowerCutDisk::File>* tracked; // null: a file that nobody misses (shared memory, temporary)
};

OpenFile* mine(sqlite3_file* file) { return reinterpret_cast<OpenFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(mine(file) + 1); }
const sqlite3_io_methods* methods_of(sqlite3_file* file) { return real(file)->pMethods; }
PowerCutDisk* disk_of(sqlite3_vfs* vfs) { return static_cast<PowerCutDisk*>(vfs->pAppData); }
sqlite3_vfs* platform_of(sqlite3_vfs* vfs) { return disk_of(vfs)->platform(); }

int close_file(sqlite3_file* file) {
  delete mine(file)->tracked;
  return methods_of(file)->xClose(real(file));
}
int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
  return methods_of(file)->xRead(real(file), into, size, offset);
}
int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (mine(file)->tracked != nullptr) {
    sqlite3_int64 real_size = 0;
    methods_of(file)->xFileSize(real(file), &real_size);
    int code = mine(file)->disk->note_change(
        **mine(file)->tracked, {offset, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)), false}, real_size);
    if (code != SQLITE_OK) {
      return code;
    }
  }
  return methods_of(file)->xWrite(real(file), bytes, size, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (mine(file)->tracked != nullptr) {
    if (int code = mine(file)->disk->note_change(**mine(file)->tracked, {size, {}, true}, size); code != SQLITE_OK) {
      return code;
    }
  }
  return methods_of(file)->xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int) {
  return mine(file)->tracked == nullptr ? SQLITE_OK : mine(file)->disk->note_sync(**mine(file)->tracked);
}
int size_file(sqlite3_file* file, sqlite3_int64* size) { return methods_of(file)->xFileSize(real(file), size); }
int lock_file(sqlite3_file* file, int level) { return methods_of(file)->xLock(real(file), level); }
int unlock_file(sqlite3_file* file, int level) { return methods_of(file)->xUnlock(real(file), level); }
int check_lock(sqlite3_file* file, int* out) { return methods_of(file)->xCheckReservedLock(real(file), out); }
int control_file(sqlite3_file* file, int operation, void* argument) {
  return methods_of(file)->xFileControl(real(file), operation, argument);
}
int sector_size(sqlite3_file*) { return static_cast<int>(kSectorBytes); }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }
int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  return methods_of(file)->xShmMap(real(file), region, size, extend, out);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return methods_of(file)->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) { methods_of(file)->xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return methods_of(file)->xShmUnmap(real(file), remove); }

// Version 2: no memory map, so that every change passes here.
constexpr sqlite3_io_methods kMethods = {2,           close_file,  read_file,    write_file,   truncate_file, sync_file,       size_file,
                                         lock_file,   unlock_file, check_lock,   control_file, sector_size,   characteristics, map_shared,
                                         lock_shared, barrier,     unmap_shared, nullptr,      nullptr};

int open_file(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* file, int flags, int* out_flags) {
  auto* opened = mine(file);
  opened->base.pMethods = nullptr;
  opened->disk = disk_of(vfs);
  opened->tracked = nullptr;
  int code = platform_of(vfs)->xOpen(platform_of(vfs), path, real(file), flags, out_flags);
  if (code != SQLITE_OK) {
    return code;
  }
  if (path != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0) {
    opened->tracked = new std::shared_ptr<PowerCutDisk::File>(disk_of(vfs)->track(path));
  }
  opened->base.pMethods = &kMethods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_directory) {
  disk_of(vfs)->note_delete(path);
  return platform_of(vfs)->xDelete(platform_of(vfs), path, sync_directory);
}

void apply(std::string& bytes, const PowerCutDisk::Change& change) {
  auto offset = static_cast<std::size_t>(change.offset);
  if (change.is_truncation) {
    bytes.resize(std::min(offset, bytes.size()));
    return;
  }
  if (bytes.size() < offset + change.bytes.size()) {
    bytes.resize(offset + change.bytes.size());
  }
  std::memcpy(bytes.data() + offset, change.bytes.data(), change.bytes.size());
}

} // namespace

PowerCutDisk::PowerCutDisk(std::string name)
    : name_(std::move(name)), platform_(sqlite3_vfs_find(nullptr)), vfs_(std::make_unique<sqlite3_vfs>(*platform_)) {
  vfs_->pNext = nullptr;
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->szOsFile = static_cast<int>(sizeof(OpenFile)) + platform_->szOsFile;
  vfs_->xOpen = open_file;
  vfs_->xDelete = delete_file;
  // The others are the platform's: they take what they need from no field that was changed here.
  sqlite3_vfs_register(vfs_.get(), 0);
}

PowerCutDisk::~PowerCutDisk() { sqlite3_vfs_unregister(vfs_.get()); }

void PowerCutDisk::start_afresh() {
  std::lock_guard lock(mutex_);
  files_.clear();
  armed_ = false;
  cut_ = false;
  fault_ = Fault::none;
}

void PowerCutDisk::cut_after(std::size_t operations, std::uint64_t seed, std::string directory) {
  std::lock_guard lock(mutex_);
  operations_left_ = operations;
  armed_ = true;
  random_.seed(seed);
  directory_ = std::move(directory);
}

void PowerCutDisk::cut() {
  std::lock_guard lock(mutex_);
  if (!cut_) {
    leave_survivors();
  }
}

bool PowerCutDisk::is_cut() const {
  std::lock_guard lock(mutex_);
  return cut_;
}

std::shared_ptr<PowerCutDisk::File> PowerCutDisk::track(const std::string& path) {
  std::lock_guard lock(mutex_);
  auto& file = files_[path];
  if (file == nullptr) {
    file = std::make_shared<File>();
    std::ifstream now(path, std::ios::binary);
    file->durable.assign(std::istreambuf_iterator<char>(now), {});
    file->exists = !file->durable.empty();
  }
  return file;
}

/// False when the power is off. Under the lock.
bool PowerCutDisk::count_operation() {
  if (armed_ && !cut_ && operations_left_-- == 0) {
    leave_survivors();
  }
  return !cut_;
}

int PowerCutDisk::note_change(File& file, Change change, std::int64_t real_size) {
  if (fault_ == Fault::write_error) {
    return SQLITE_IOERR_WRITE;
  }
  if (fault_ == Fault::disk_full && !change.is_truncation && change.offset + static_cast<std::int64_t>(change.bytes.size()) > real_size) {
    return SQLITE_FULL;
  }
  std::lock_guard lock(mutex_);
  if (cut_) {
    return SQLITE_IOERR_WRITE;
  }
  file.pending.push_back(std::move(change)); // the write that the cut falls into may be half there
  return count_operation() ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int PowerCutDisk::note_sync(File& file) {
  if (fault_ == Fault::sync_error) {
    return SQLITE_IOERR_FSYNC;
  }
  std::lock_guard lock(mutex_);
  if (!count_operation()) {
    return SQLITE_IOERR_FSYNC;
  }
  for (const auto& change : file.pending) {
    apply(file.durable, change);
  }
  file.pending.clear();
  // The platform's VFS synchronizes the directory with the first synchronization of a new journal or log: all names in it are durable then.
  for (auto& [path, other] : files_) {
    other->exists = true;
  }
  return SQLITE_OK;
}

void PowerCutDisk::note_delete(const std::string& path) {
  std::lock_guard lock(mutex_);
  if (!cut_) {
    files_.erase(path);
  }
}

std::string PowerCutDisk::survivor_of(const File& file) {
  std::string bytes = file.durable;
  // How much of what was under way arrived: nothing, everything, or each sector by chance.
  double arrives = std::array{0.0, 0.3, 0.7, 0.95, 1.0}[random_() % 5];
  std::uniform_real_distribution<double> chance(0.0, 1.0);
  for (const auto& change : file.pending) {
    if (change.is_truncation) {
      if (chance(random_) < arrives) {
        apply(bytes, change);
      }
      continue;
    }
    for (std::size_t done = 0; done < change.bytes.size();) {
      auto offset = static_cast<std::size_t>(change.offset) + done;
      auto size = std::min(kSectorBytes - offset % kSectorBytes, change.bytes.size() - done);
      double fate = chance(random_);
      if (fate < arrives) {
        apply(bytes, {static_cast<std::int64_t>(offset), change.bytes.substr(done, size), false});
      } else if (fate > 0.99) {
        std::string garbage(size, '\0');
        std::generate(garbage.begin(), garbage.end(), [this] { return static_cast<char>(random_()); });
        apply(bytes, {static_cast<std::int64_t>(offset), garbage, false});
      }
      done += size;
    }
  }
  return bytes;
}

void PowerCutDisk::leave_survivors() {
  cut_ = true;
  std::filesystem::create_directories(directory_);
  std::filesystem::permissions(directory_, std::filesystem::perms::owner_all);
  for (const auto& [path, file] : files_) {
    // A name that was never synchronized may be lost with its file.
    if (!file->exists && random_() % 2 == 0) {
      continue;
    }
    std::ofstream out(std::filesystem::path(directory_) / std::filesystem::path(path).filename(), std::ios::binary);
    std::string bytes = survivor_of(*file);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
}

} // namespace ekiben::test
