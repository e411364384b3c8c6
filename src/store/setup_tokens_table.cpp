#include "store/setup_tokens_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<void> insert_setup_token(Transaction& transaction, std::string_view hash, Time expires_at) {
  auto statement =
      transaction.database().prepare("INSERT INTO setup_tokens (hash, created_at, expires_at) VALUES (:hash, :now, :expires_at)"_sql);
  return statement.bind(":hash", sqlite::Blob{hash}).bind(":now", transaction.now()).bind(":expires_at", expires_at).run();
}

Result<void> use_setup_token(Transaction& transaction, std::string_view hash) {
  auto statement = transaction.database().prepare("SELECT used_at, expires_at FROM setup_tokens WHERE hash = :hash"_sql);
  EKIBEN_TRY(bool found, statement.bind(":hash", sqlite::Blob{hash}).step());
  if (!found) {
    return fail(ErrorKind::not_found, "there is no such set-up token");
  }
  if (!statement.is_null(0) || statement.time(1) <= transaction.now()) {
    return fail(ErrorKind::conflict, "the set-up token was used or is too old");
  }
  auto use = transaction.database().prepare("UPDATE setup_tokens SET used_at = :now WHERE hash = :hash"_sql);
  return use.bind(":now", transaction.now()).bind(":hash", sqlite::Blob{hash}).run();
}

Result<void> delete_setup_tokens(Transaction& transaction) { return transaction.database().prepare("DELETE FROM setup_tokens"_sql).run(); }

} // namespace ekiben::store
