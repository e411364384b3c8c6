// A prepared statement, borrowed from its database.
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace ekiben::sqlite {

class CachedStatement;
class Database;

/// Bytes that are not text: bind(":body", Blob{bytes}).
struct Blob {
  std::string_view bytes;
};

/// Reset and given back when destroyed. One thread, not beyond its Database. Values are copied when bound; columns are valid until the next
/// step. Naming a parameter that is not there throws std::logic_error: it is a mistake in the program.
///   auto statement = reader.database().prepare("SELECT name FROM owner WHERE handle = :handle"_sql);
///   statement.bind(":handle", handle);
///   EKIBEN_TRY(bool found, statement.step());
class Statement {
public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(const char* name, std::int64_t value);
  Statement& bind(const char* name, std::string_view text);
  Statement& bind(const char* name, const std::string& text) { return bind(name, std::string_view(text)); }
  Statement& bind(const char* name, const char* text) { return bind(name, std::string_view(text)); }
  Statement& bind(const char* name, Blob blob);
  Statement& bind(const char* name, Time time) { return bind(name, std::int64_t{time.time_since_epoch().count()}); }
  /// No id is NULL.
  Statement& bind(const char* name, Id id);
  Statement& bind(const char* name, std::optional<Time> time);
  Statement& bind_null(const char* name);
  Statement& bind_flag(const char* name, bool flag) { return bind(name, std::int64_t{flag ? 1 : 0}); }
  Statement& bind_count(const char* name, std::size_t count) { return bind(name, static_cast<std::int64_t>(count)); }

  /// True: there is a row. False: done. Errors: error.h.
  Result<bool> step();
  /// Steps to the end; for statements without rows.
  Result<void> run();
  /// run() and the number of rows that it inserted, changed or deleted.
  Result<std::size_t> run_counting();
  /// Ready to be bound and stepped again; what was bound stays.
  void reset();

  // Columns of the row, from 0. NULL reads as 0 or empty.
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::size_t count(int column) const { return static_cast<std::size_t>(integer(column)); }
  bool flag(int column) const { return integer(column) != 0; }
  std::string text(int column) const; ///< text or blob
  /// Not copied: valid until the next step or reset.
  std::string_view view(int column) const;
  Time time(int column) const { return Time(std::chrono::milliseconds(integer(column))); }
  std::optional<Time> optional_time(int column) const;
  Id id(int column) const { return Id{integer(column)}; }

private:
  friend class Database;
  Statement(Database& database, CachedStatement* cached, int prepared);
  int index_of(const char* name) const;
  void check_bound(int code, const char* name) const;

  Database* database_;
  CachedStatement* cached_; // null when it could not be prepared: step() says why
  int prepared_;
};

} // namespace ekiben::sqlite
