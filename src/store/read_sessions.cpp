#include "store/read_sessions.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

domain::Session session_of(const sqlite::Statement& row) {
  return {
      .hash = row.text(0), .created_at = row.time(1), .last_used_at = row.time(2), .expires_at = row.time(3), .user_agent = row.text(4)};
}

} // namespace

Result<std::optional<domain::Session>> find_session(const Reader& reader, std::string_view hash, Time now) {
  auto statement = reader.database().prepare(R"(
    SELECT hash, created_at, last_used_at, expires_at, user_agent FROM sessions WHERE hash = :hash AND expires_at > :now
  )"_sql);
  EKIBEN_TRY(bool found, statement.bind(":hash", sqlite::Blob{hash}).bind(":now", now).step());
  return found ? std::optional(session_of(statement)) : std::nullopt;
}

Result<std::vector<domain::Session>> list_sessions(const Reader& reader, Time now) {
  auto statement = reader.database().prepare(R"(
    SELECT hash, created_at, last_used_at, expires_at, user_agent FROM sessions WHERE expires_at > :now
    ORDER BY last_used_at DESC LIMIT 100
  )"_sql);
  statement.bind(":now", now);
  std::vector<domain::Session> sessions;
  for (;;) {
    EKIBEN_TRY(bool row, statement.step());
    if (!row) {
      return sessions;
    }
    sessions.push_back(session_of(statement));
  }
}

} // namespace ekiben::store
