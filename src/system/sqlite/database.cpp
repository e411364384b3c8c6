#include "system/sqlite/database.h"

#include "system/sqlite/cached_statement.h"
#include "system/sqlite/error.h"

#include <sqlite3.h>
#include <stdexcept>
#include <unordered_map>

namespace ekiben::sqlite {

namespace {

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};

// Nobody holds a lock for long: a reader that met the log's head half written takes the writer's lock for the moment of a second look
// (walIndexReadHdr), a closing connection the file's. Waiting is for those moments; ten times more than a loaded machine needs.
constexpr int kBusyMilliseconds = 5'000;

int flags_of(OpenMode mode) {
  constexpr int kAlways = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (mode) {
  case OpenMode::read_only:
    return kAlways | SQLITE_OPEN_READONLY;
  case OpenMode::read_write:
    return kAlways | SQLITE_OPEN_READWRITE;
  case OpenMode::read_write_create:
    break;
  }
  return kAlways | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

std::string_view view_of(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

/// What sqlite3_set_authorizer calls: with an authorizer reading and computing, and nothing else; without one everything.
int authorize(void* current, int action, const char* first, const char* second, const char*, const char* inside) {
  const Authorizer* authorizer = *static_cast<const Authorizer**>(current);
  if (authorizer == nullptr) {
    return SQLITE_OK;
  }
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_FUNCTION:
  case SQLITE_RECURSIVE:
    return SQLITE_OK;
  case SQLITE_READ:
    return authorizer->may_read(view_of(first), view_of(second), view_of(inside)) ? SQLITE_OK : SQLITE_DENY;
  default:
    return SQLITE_DENY;
  }
}

int remember_wal_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<std::size_t*>(pages) = static_cast<std::size_t>(count);
  return SQLITE_OK;
}

} // namespace

struct Database::Impl {
  // By authorizer and literal: a statement that was prepared without one must not be found by somebody who has one.
  using Cache = std::unordered_map<const RegisteredSql*, std::unique_ptr<CachedStatement>>;

  std::unique_ptr<sqlite3, CloseConnection> connection;
  std::unordered_map<const Authorizer*, Cache> caches; // destroyed before the connection
  const Authorizer* authorizer = nullptr;
  Cache* cache = nullptr;
  std::size_t wal_pages = 0;
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path, OpenMode mode, const std::string& vfs) {
  sqlite3* opened = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &opened, flags_of(mode), vfs.empty() ? nullptr : vfs.c_str());
  auto impl = std::make_unique<Impl>();
  impl->connection.reset(opened);
  if (code != SQLITE_OK) {
    return tl::unexpected<Error>(error_of(code, opened, "opening " + path));
  }
  for (auto [option, value] :
       {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1}, std::pair{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, std::pair{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        std::pair{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1}, std::pair{SQLITE_DBCONFIG_DQS_DDL, 0}, std::pair{SQLITE_DBCONFIG_DQS_DML, 0}}) {
    sqlite3_db_config(opened, option, value, nullptr);
  }
  sqlite3_wal_hook(opened, remember_wal_pages, &impl->wal_pages); // replaces the automatic checkpoint
  // Set once: setting it again makes SQLite prepare every statement anew.
  sqlite3_set_authorizer(opened, authorize, &impl->authorizer);
  sqlite3_busy_timeout(opened, kBusyMilliseconds);
  impl->cache = &impl->caches[nullptr];
  Database database(std::move(impl));
  EKIBEN_CHECK(database.execute("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"));
  return database;
}

Statement Database::prepare(Sql sql) {
  auto& cached = (*impl_->cache)[&sql.literal()];
  if (cached != nullptr && !cached->in_use) {
    cached->in_use = true;
    return {*this, cached.get(), SQLITE_OK};
  }
  auto text = sql.literal().text();
  sqlite3_stmt* prepared = nullptr;
  int code = sqlite3_prepare_v3(handle(), text.data(), static_cast<int>(text.size() + 1), SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (code == SQLITE_ERROR || code == SQLITE_AUTH) {
    throw std::logic_error(std::string(sqlite3_errmsg(handle())) + " in: " + std::string(text));
  }
  if (code != SQLITE_OK || prepared == nullptr) {
    return {*this, nullptr, code};
  }
  auto fresh = std::make_unique<CachedStatement>();
  fresh->prepared.reset(prepared);
  fresh->in_use = true;
  fresh->kept = cached == nullptr;
  auto* statement = fresh.release();
  if (statement->kept) {
    cached.reset(statement);
  }
  return {*this, statement, SQLITE_OK};
}

Result<void> Database::execute(const char* script) {
  int code = sqlite3_exec(handle(), script, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    return tl::unexpected<Error>(error_of(code, handle(), "database"));
  }
  return {};
}

Result<std::string> Database::query_text(const char* text) {
  sqlite3_stmt* prepared = nullptr;
  int code = sqlite3_prepare_v2(handle(), text, -1, &prepared, nullptr);
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> owner(prepared);
  if (code == SQLITE_OK) {
    code = sqlite3_step(prepared);
  }
  if (code == SQLITE_DONE) {
    return fail(ErrorKind::not_found, "no row");
  }
  if (code != SQLITE_ROW) {
    return tl::unexpected<Error>(error_of(code, handle(), "database"));
  }
  const auto* value = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
  return value == nullptr ? std::string() : std::string(value);
}

Result<std::int64_t> Database::query_integer(const char* text) {
  EKIBEN_TRY(std::string value, query_text(text));
  return value.empty() ? 0 : std::stoll(value);
}

void Database::set_authorizer(const Authorizer* authorizer) {
  if (authorizer == impl_->authorizer) {
    return;
  }
  impl_->authorizer = authorizer;
  impl_->cache = &impl_->caches[authorizer];
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }
bool Database::is_autocommit() const { return sqlite3_get_autocommit(handle()) != 0; }
std::size_t Database::wal_pages() const { return impl_->wal_pages; }
sqlite3* Database::handle() const { return impl_->connection.get(); }

Result<Database::Checkpointed> Database::checkpoint(Checkpoint kind) {
  int log = 0;
  int moved = 0;
  int mode = kind == Checkpoint::passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE;
  sqlite3_busy_timeout(handle(), 0); // for readers nobody waits here
  int code = sqlite3_wal_checkpoint_v2(handle(), nullptr, mode, &log, &moved);
  sqlite3_busy_timeout(handle(), kBusyMilliseconds);
  bool busy = (code & 0xff) == SQLITE_BUSY; // as much as could be moved was
  if (code != SQLITE_OK && !busy) {
    return tl::unexpected<Error>(error_of(code, handle(), "checkpoint"));
  }
  bool emptied = !busy && log == moved;
  if (emptied) {
    impl_->wal_pages = 0; // the next commit starts the log from its beginning, unless a reader still looks into it
  }
  return Checkpointed{emptied};
}

} // namespace ekiben::sqlite
