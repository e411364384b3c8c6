#include "store/sessions_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<void> insert_session(Transaction& transaction, const domain::Session& session) {
  transaction.note_change(Change::sessions);
  auto statement = transaction.database().prepare(R"(
    INSERT INTO sessions (hash, created_at, last_used_at, expires_at, user_agent)
    VALUES (:hash, :created_at, :last_used_at, :expires_at, :user_agent)
  )"_sql);
  return statement.bind(":hash", sqlite::Blob{session.hash})
      .bind(":created_at", session.created_at)
      .bind(":last_used_at", session.last_used_at)
      .bind(":expires_at", session.expires_at)
      .bind(":user_agent", session.user_agent)
      .run();
}

Result<void> touch_session(Transaction& transaction, std::string_view hash, Time expires_at) {
  auto statement =
      transaction.database().prepare("UPDATE sessions SET last_used_at = :now, expires_at = :expires_at WHERE hash = :hash"_sql);
  return statement.bind(":now", transaction.now()).bind(":expires_at", expires_at).bind(":hash", sqlite::Blob{hash}).run();
}

Result<void> delete_session(Transaction& transaction, std::string_view hash) {
  transaction.note_change(Change::sessions);
  auto statement = transaction.database().prepare("DELETE FROM sessions WHERE hash = :hash"_sql);
  return statement.bind(":hash", sqlite::Blob{hash}).run();
}

Result<void> delete_sessions_except(Transaction& transaction, std::string_view hash) {
  transaction.note_change(Change::sessions);
  auto statement = transaction.database().prepare("DELETE FROM sessions WHERE hash <> :hash"_sql);
  return statement.bind(":hash", sqlite::Blob{hash}).run();
}

Result<void> delete_expired_sessions(Transaction& transaction) {
  auto statement = transaction.database().prepare("DELETE FROM sessions WHERE expires_at <= :now"_sql);
  EKIBEN_TRY(std::size_t deleted, statement.bind(":now", transaction.now()).run_counting());
  if (deleted > 0) {
    transaction.note_change(Change::sessions);
  }
  return {};
}

} // namespace ekiben::store
