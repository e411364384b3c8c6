#include "store/outgoing_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<Id> insert_outgoing(Transaction& transaction, const domain::Outgoing& outgoing) {
  const Id id = transaction.next_id();
  auto statement = transaction.database().prepare(R"(
    INSERT INTO outgoing (id, kind, post, account, subject, created_at, next_attempt_at) VALUES (:id, :kind, :post, :account, :subject, :now, :now)
  )"_sql);
  EKIBEN_CHECK(statement.bind(":id", id)
                   .bind(":kind", outgoing.kind)
                   .bind(":post", outgoing.post)
                   .bind(":account", outgoing.account)
                   .bind(":subject", outgoing.subject)
                   .bind(":now", transaction.now())
                   .run());
  transaction.note_change(Change::outgoing);
  return id;
}

Result<void> delete_outgoing(Transaction& transaction, Id id) {
  return transaction.database().prepare("DELETE FROM outgoing WHERE id = :id"_sql).bind(":id", id).run();
}

Result<void> postpone_outgoing(Transaction& transaction, Id id, Time next_attempt_at) {
  auto statement = transaction.database().prepare("UPDATE outgoing SET next_attempt_at = :next WHERE id = :id"_sql);
  return statement.bind(":next", next_attempt_at).bind(":id", id).run();
}

Result<std::vector<domain::Outgoing>> list_due_outgoing(const Reader& reader, Time now, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT id, kind, post, account, subject, created_at FROM outgoing WHERE next_attempt_at <= :now ORDER BY next_attempt_at, id LIMIT :limit
  )"_sql);
  statement.bind(":now", now).bind_count(":limit", limit);
  std::vector<domain::Outgoing> due;
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return due;
    }
    due.push_back({statement.id(0), statement.text(1), statement.id(2), statement.id(3), statement.text(4), statement.time(5)});
  }
}

Result<std::optional<Time>> next_outgoing_time(const Reader& reader) {
  auto statement = reader.database().prepare("SELECT min(next_attempt_at) FROM outgoing"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool row, statement.step());
  return statement.optional_time(0);
}

} // namespace ekiben::store
