#include "system/sqlite/error.h"

#include <sqlite3.h>
#include <string>

namespace ekiben::sqlite {

namespace {

ErrorKind kind_of(int code) {
  switch (code) {
  case SQLITE_CONSTRAINT_UNIQUE:
  case SQLITE_CONSTRAINT_PRIMARYKEY:
  case SQLITE_CONSTRAINT_ROWID:
    return ErrorKind::conflict;
  default:
    break;
  }
  switch (code & 0xff) {
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
    return ErrorKind::invalid;
  case SQLITE_TOOBIG:
    return ErrorKind::too_large;
  case SQLITE_FULL:
  case SQLITE_NOMEM:
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_INTERRUPT:
    return ErrorKind::unavailable;
  default:
    return ErrorKind::broken;
  }
}

} // namespace

Error error_of(int code, sqlite3* database, std::string_view doing) {
  std::string message(doing);
  message += ": ";
  message += database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  message += " (SQLite " + std::to_string(code) + ")";
  return Error{kind_of(code), std::move(message)};
}

} // namespace ekiben::sqlite
