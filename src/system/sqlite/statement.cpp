#include "system/sqlite/statement.h"

#include "system/sqlite/cached_statement.h"
#include "system/sqlite/database.h"
#include "system/sqlite/error.h"

#include <stdexcept>
#include <utility>

namespace ekiben::sqlite {

Statement::Statement(Database& database, CachedStatement* cached, int prepared)
    : database_(&database), cached_(cached), prepared_(prepared) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), cached_(std::exchange(other.cached_, nullptr)), prepared_(other.prepared_) {}

Statement::~Statement() {
  if (cached_ == nullptr) {
    return;
  }
  sqlite3_reset(cached_->prepared.get());
  sqlite3_clear_bindings(cached_->prepared.get());
  cached_->in_use = false;
  if (!cached_->kept) {
    delete cached_;
  }
}

int Statement::index_of(const char* name) const {
  int index = sqlite3_bind_parameter_index(cached_->prepared.get(), name);
  if (index == 0) {
    throw std::logic_error(std::string("no parameter ") + name + " in: " + sqlite3_sql(cached_->prepared.get()));
  }
  return index;
}

void Statement::check_bound(int code, const char* name) const {
  if (code == SQLITE_NOMEM) {
    throw std::bad_alloc();
  }
  if (code != SQLITE_OK && code != SQLITE_TOOBIG) {
    throw std::logic_error(std::string("cannot bind ") + name + ": " + sqlite3_errstr(code));
  }
}

Statement& Statement::bind(const char* name, std::int64_t value) {
  if (cached_ != nullptr) {
    check_bound(sqlite3_bind_int64(cached_->prepared.get(), index_of(name), value), name);
  }
  return *this;
}

Statement& Statement::bind(const char* name, std::string_view text) {
  if (cached_ != nullptr) {
    const char* data = text.data() != nullptr ? text.data() : "";
    check_bound(sqlite3_bind_text64(cached_->prepared.get(), index_of(name), data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8), name);
  }
  return *this;
}

Statement& Statement::bind(const char* name, Blob blob) {
  if (cached_ != nullptr) {
    const char* data = blob.bytes.data() != nullptr ? blob.bytes.data() : "";
    check_bound(sqlite3_bind_blob64(cached_->prepared.get(), index_of(name), data, blob.bytes.size(), SQLITE_TRANSIENT), name);
  }
  return *this;
}

Statement& Statement::bind(const char* name, Id id) { return id ? bind(name, id.value) : bind_null(name); }

Statement& Statement::bind(const char* name, std::optional<Time> time) { return time ? bind(name, *time) : bind_null(name); }

Statement& Statement::bind_null(const char* name) {
  if (cached_ != nullptr) {
    check_bound(sqlite3_bind_null(cached_->prepared.get(), index_of(name)), name);
  }
  return *this;
}

Result<bool> Statement::step() {
  if (cached_ == nullptr) {
    return tl::unexpected<Error>(error_of(prepared_, nullptr, "preparing a statement"));
  }
  int code = sqlite3_step(cached_->prepared.get());
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code == SQLITE_DONE) {
    return false;
  }
  return tl::unexpected<Error>(error_of(code, database_->handle(), "database"));
}

Result<void> Statement::run() {
  for (;;) {
    EKIBEN_TRY(bool row, step());
    if (!row) {
      return {};
    }
  }
}

Result<std::size_t> Statement::run_counting() {
  EKIBEN_CHECK(run());
  return static_cast<std::size_t>(database_->changes());
}

void Statement::reset() {
  if (cached_ != nullptr) {
    sqlite3_reset(cached_->prepared.get());
  }
}

bool Statement::is_null(int column) const { return sqlite3_column_type(cached_->prepared.get(), column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(cached_->prepared.get(), column); }

std::string_view Statement::view(int column) const {
  // The pointer first, then the size: the other order may convert the value (sqlite.org/c3ref/column_blob.html).
  const void* data = sqlite3_column_blob(cached_->prepared.get(), column);
  int size = sqlite3_column_bytes(cached_->prepared.get(), column);
  return data == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::string Statement::text(int column) const { return std::string(view(column)); }

std::optional<Time> Statement::optional_time(int column) const {
  return is_null(column) ? std::nullopt : std::optional<Time>(time(column));
}

} // namespace ekiben::sqlite
