#include "store/blocks_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

Result<std::size_t> noted(Transaction& transaction, Result<std::size_t> changed) {
  if (changed && *changed > 0) {
    transaction.note_change(Change::blocks);
    transaction.note_public_change();
  }
  return changed;
}

Result<void> insert(Transaction& transaction, sqlite::Statement statement, std::string_view subject) {
  EKIBEN_CHECK(noted(transaction, statement.bind(":subject", subject).bind(":now", transaction.now()).run_counting()));
  return {};
}

Result<bool> remove(Transaction& transaction, sqlite::Statement statement, std::string_view subject) {
  EKIBEN_TRY(std::size_t deleted, noted(transaction, statement.bind(":subject", subject).run_counting()));
  return deleted > 0;
}

} // namespace

Result<void> insert_account_block(Transaction& transaction, std::string_view actor) {
  return insert(
      transaction,
      transaction.database().prepare("INSERT INTO blocked_accounts (actor, created_at) VALUES (:subject, :now) ON CONFLICT DO NOTHING"_sql),
      actor);
}

Result<bool> delete_account_block(Transaction& transaction, std::string_view actor) {
  return remove(transaction, transaction.database().prepare("DELETE FROM blocked_accounts WHERE actor = :subject"_sql), actor);
}

Result<void> insert_host_block(Transaction& transaction, std::string_view host) {
  return insert(
      transaction,
      transaction.database().prepare("INSERT INTO blocked_hosts (host, created_at) VALUES (:subject, :now) ON CONFLICT DO NOTHING"_sql),
      host);
}

Result<bool> delete_host_block(Transaction& transaction, std::string_view host) {
  return remove(transaction, transaction.database().prepare("DELETE FROM blocked_hosts WHERE host = :subject"_sql), host);
}

Result<void> insert_blocked_by(Transaction& transaction, std::string_view actor) {
  return insert(
      transaction,
      transaction.database().prepare("INSERT INTO blocked_by (actor, created_at) VALUES (:subject, :now) ON CONFLICT DO NOTHING"_sql),
      actor);
}

Result<bool> delete_blocked_by(Transaction& transaction, std::string_view actor) {
  return remove(transaction, transaction.database().prepare("DELETE FROM blocked_by WHERE actor = :subject"_sql), actor);
}

} // namespace ekiben::store
