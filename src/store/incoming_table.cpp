#include "store/incoming_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

/// Adds to what the host has left, and to the sum.
Result<void> add_to_backlog(Transaction& transaction, std::string_view host, std::int64_t activities, std::int64_t bytes) {
  auto of_host = transaction.database().prepare(R"(
    INSERT INTO backlogs (host, activities, bytes) VALUES (:host, :activities, :bytes)
    ON CONFLICT (host) DO UPDATE SET activities = activities + excluded.activities, bytes = bytes + excluded.bytes
  )"_sql);
  EKIBEN_CHECK(of_host.bind(":host", host).bind(":activities", activities).bind(":bytes", bytes).run());
  auto sum = transaction.database().prepare(R"(
    UPDATE backlogs SET activities = activities + :activities, bytes = bytes + :bytes WHERE host = ''
  )"_sql);
  return sum.bind(":activities", activities).bind(":bytes", bytes).run();
}

} // namespace

Result<Id> insert_incoming(Transaction& transaction, const domain::IncomingActivity& activity) {
  transaction.note_change(Change::incoming);
  Id id = transaction.next_id();
  auto statement = transaction.database().prepare(R"(
    INSERT INTO incoming (id, signer, key_id, host, received_at, attempts, next_attempt_at, last_error, body)
    VALUES (:id, :signer, :key_id, :host, :now, 0, :now, '', :body)
  )"_sql);
  EKIBEN_CHECK(statement.bind(":id", id)
                   .bind(":signer", activity.signer)
                   .bind(":key_id", activity.key_id)
                   .bind(":host", activity.host)
                   .bind(":now", transaction.now())
                   .bind(":body", sqlite::Blob{activity.body})
                   .run());
  EKIBEN_CHECK(add_to_backlog(transaction, activity.host, 1, static_cast<std::int64_t>(activity.body.size())));
  return id;
}

Result<void> delete_incoming(Transaction& transaction, Id id) {
  std::string host;
  std::int64_t bytes = 0;
  {
    auto statement = transaction.database().prepare("DELETE FROM incoming WHERE id = :id RETURNING host, length(body)"_sql);
    EKIBEN_TRY(bool found, statement.bind(":id", id).step());
    if (!found) {
      return {};
    }
    host = statement.text(0);
    bytes = statement.integer(1);
    EKIBEN_CHECK(statement.run());
  }
  EKIBEN_CHECK(add_to_backlog(transaction, host, -1, -bytes));
  auto emptied = transaction.database().prepare("DELETE FROM backlogs WHERE host = :host AND activities <= 0 AND host <> ''"_sql);
  return emptied.bind(":host", host).run();
}

Result<void> postpone_incoming(Transaction& transaction, Id id, Time next_attempt_at, std::string_view reason) {
  auto statement = transaction.database().prepare(R"(
    UPDATE incoming SET attempts = attempts + 1, next_attempt_at = :next_attempt_at, last_error = :reason WHERE id = :id
  )"_sql);
  return statement.bind(":next_attempt_at", next_attempt_at).bind(":reason", reason).bind(":id", id).run();
}

} // namespace ekiben::store
