#include "store/store.h"

#include "store/changes_board.h"
#include "store/migrate.h"
#include "store/migrations/list.h"
#include "store/reader_pool.h"
#include "store/writer_thread.h"
#include "system/os/directory_lock.h"
#include "system/os/files.h"
#include "system/sqlite/database.h"

#include <fcntl.h>
#include <optional>
#include <utility>

namespace ekiben::store {

class Store::Impl {
public:
  Impl(std::string path, os::DirectoryLock held, sqlite::Database opened)
      : directory(std::move(path)), lock(std::move(held)), database(std::move(opened)) {}

  std::string directory;
  os::DirectoryLock lock;
  sqlite::Database database; // the writer's
  ChangesBoard board;
  std::unique_ptr<ReaderPool> readers;
  std::unique_ptr<WriterThread> writer; // ends first
};

namespace {

/// The file and, by SQLite's custom, its companions are for nobody else, even when the directory's mode is changed one day.
void create_private_file(const std::string& path) { os::UniqueFd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)); }

Result<sqlite::Database> open_for_writing(const StoreOptions& options, const std::string& path) {
  create_private_file(path);
  EKIBEN_TRY(auto database, sqlite::Database::open(path, sqlite::OpenMode::read_write_create, options.vfs));
  // auto_vacuum only counts before the first page is written; said again later it would be a write, with its syncs, at every start.
  EKIBEN_TRY(const std::int64_t pages, database.query_integer("PRAGMA page_count"));
  if (pages == 0) {
    EKIBEN_CHECK(database.execute("PRAGMA auto_vacuum = INCREMENTAL"));
  }
  EKIBEN_TRY(std::string mode, database.query_text("PRAGMA journal_mode = WAL"));
  if (mode != "wal") {
    return fail(ErrorKind::misconfigured, "the file system of " + options.directory + " cannot hold a database in WAL mode");
  }
  // A log that a flood made long is cut back to 16 MiB. (wal_autocheckpoint is off already: Database's own hook stands in its place.)
  EKIBEN_CHECK(database.execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -2048; PRAGMA journal_size_limit = 16777216"));
  EKIBEN_CHECK(migrate(database, options.directory, migrations::all()));
  return database;
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(StoreOptions options, const Clock& clock) {
  EKIBEN_CHECK(os::create_private_directory(options.directory));
  EKIBEN_TRY(auto lock, os::DirectoryLock::acquire(options.directory));
  std::string path = options.directory + "/ekiben.db";
  EKIBEN_TRY(auto database, open_for_writing(options, path));
  auto impl = std::make_unique<Impl>(options.directory, std::move(lock), std::move(database));
  EKIBEN_TRY(impl->readers, ReaderPool::open(path, options.vfs, options.readers));
  EKIBEN_TRY(std::int64_t last_id, impl->database.query_integer("SELECT last FROM issued_ids"));
  impl->writer = std::make_unique<WriterThread>(impl->database, IdIssuer(last_id), impl->board, *impl->readers, options.observer,
                                                options.checkpoints, clock);
  return std::unique_ptr<Store>(new Store(std::move(impl)));
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() { impl_->board.stop(); }

Writer& Store::writer() { return *impl_->writer; }
Readers& Store::readers() { return *impl_->readers; }
Changes& Store::changes() { return impl_->board; }
const std::string& Store::directory() const { return impl_->directory; }

} // namespace ekiben::store
