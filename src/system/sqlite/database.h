// One connection to one SQLite file.
#pragma once

#include "base/result.h"
#include "system/sqlite/sql.h"
#include "system/sqlite/statement.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace ekiben::sqlite {

enum class OpenMode {
  read_only,  ///< the file must be there
  read_write, ///< the file must be there
  read_write_create
};

enum class Checkpoint {
  passive, ///< moves what can be moved without waiting for anybody
  truncate ///< also ends with an empty log, when no reader is in the way
};

/// What a statement may read, asked when it is prepared. One object may serve many connections.
class Authorizer {
public:
  virtual ~Authorizer() = default;
  /// `column` is empty when only rows are counted; `view` is the view or trigger that reads, or empty.
  virtual bool may_read(std::string_view table, std::string_view column, std::string_view view) const = 0;
};

/// One thread at a time. ekiben has one writer and WAL readers: a lock is waited for only in the moments that SQLite needs inside.
class Database {
public:
  /// `vfs`: name of a registered VFS; empty: the platform's. Turns on what protects the program from a bad file (DEFENSIVE, no trusted
  /// schema, cell size check), foreign keys, no memory map, no checkpoint at close or by itself. Errors: not_found, broken, unavailable.
  static Result<Database> open(const std::string& path, OpenMode mode, const std::string& vfs = {});

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// From the cache, or prepared and cached. A text that SQLite does not understand or that the authorizer refuses throws
  /// std::logic_error; a failing file is said by step().
  Statement prepare(Sql sql);

  /// Runs a script without parameters or rows: pragmas and migrations.
  Result<void> execute(const char* script);
  /// The first column of the first row of a pragma or other constant text.
  Result<std::int64_t> query_integer(const char* text);
  Result<std::string> query_text(const char* text);

  /// Null: everything. Cached statements are kept apart by authorizer. It must outlive the connection.
  void set_authorizer(const Authorizer* authorizer);

  /// Rows changed by the last INSERT, UPDATE or DELETE.
  std::int64_t changes() const;
  /// False inside BEGIN ... COMMIT. An error such as a full disk may end a transaction by itself.
  bool is_autocommit() const;

  /// Pages in the write-ahead log after this connection's last commit.
  std::size_t wal_pages() const;
  struct Checkpointed {
    bool emptied = false; ///< nothing is left in the log; false: a reader is in the way
  };
  Result<Checkpointed> checkpoint(Checkpoint kind);

  sqlite3* handle() const;

private:
  friend class Statement;
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace ekiben::sqlite
