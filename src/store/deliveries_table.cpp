#include "store/deliveries_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

Result<void> delete_document_when_unused(Transaction& transaction, Id document) {
  auto statement = transaction.database().prepare(R"(
    DELETE FROM documents WHERE id = :document AND NOT EXISTS (SELECT 1 FROM deliveries WHERE document = :document)
  )"_sql);
  return statement.bind(":document", document).run();
}

/// Steps a statement that returns one `document` a row, and removes those documents that nobody needs any more.
Result<std::size_t> run_and_clean_up(Transaction& transaction, sqlite::Statement statement) {
  std::size_t rows = 0;
  std::vector<Id> documents;
  for (;;) {
    EKIBEN_TRY(bool row, statement.step());
    if (!row) {
      break;
    }
    ++rows;
    Id document = statement.id(0);
    if (document && (documents.empty() || documents.back() != document)) {
      documents.push_back(document);
    }
  }
  for (Id document : documents) {
    EKIBEN_CHECK(delete_document_when_unused(transaction, document));
  }
  // An older activity about the same object may have been in the way of another.
  if (rows > 0) {
    transaction.note_change(Change::deliveries);
  }
  return rows;
}

} // namespace

Result<Id> insert_document(Transaction& transaction, std::string_view body) {
  Id id = transaction.next_id();
  auto statement = transaction.database().prepare("INSERT INTO documents (id, created_at, body) VALUES (:id, :now, :body)"_sql);
  EKIBEN_CHECK(statement.bind(":id", id).bind(":now", transaction.now()).bind(":body", sqlite::Blob{body}).run());
  return id;
}

Result<Id> insert_delivery(Transaction& transaction, const domain::Delivery& delivery) {
  transaction.note_change(Change::deliveries);
  Id id = transaction.next_id();
  auto statement = transaction.database().prepare(R"(
    INSERT INTO deliveries (id, kind, subject, document, inbox, host, addressee, signer, order_key, activity, attempts, created_at,
      next_attempt_at, last_error)
    VALUES (:id, :kind, :subject, :document, :inbox, :host, :addressee, :signer, :order_key, coalesce(:document, :id), 0, :now, :now, '')
  )"_sql);
  EKIBEN_CHECK(statement.bind(":id", id)
                   .bind(":kind", delivery.kind)
                   .bind(":subject", delivery.subject)
                   .bind(":document", delivery.document)
                   .bind(":inbox", delivery.inbox)
                   .bind(":host", delivery.host)
                   .bind(":addressee", delivery.addressee)
                   .bind(":signer", static_cast<std::int64_t>(delivery.signer))
                   .bind(":order_key", delivery.order_key)
                   .bind(":now", transaction.now())
                   .run());
  return id;
}

Result<void> delete_delivery(Transaction& transaction, Id id) {
  auto statement = transaction.database().prepare("DELETE FROM deliveries WHERE id = :id RETURNING document"_sql);
  statement.bind(":id", id);
  EKIBEN_CHECK(run_and_clean_up(transaction, std::move(statement)));
  return {};
}

Result<void> postpone_delivery(Transaction& transaction, Id id, Time next_attempt_at, std::string_view error) {
  auto statement = transaction.database().prepare(R"(
    UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = :next_attempt_at, last_error = :error
    WHERE id = :id AND given_up_at IS NULL
  )"_sql);
  return statement.bind(":next_attempt_at", next_attempt_at).bind(":error", error).bind(":id", id).run();
}

Result<void> give_up_delivery(Transaction& transaction, Id id, std::string_view error) {
  Id document;
  {
    auto statement = transaction.database().prepare("SELECT document FROM deliveries WHERE id = :id"_sql);
    EKIBEN_TRY(bool found, statement.bind(":id", id).step());
    document = found ? statement.id(0) : Id{};
  }
  auto statement = transaction.database().prepare(R"(
    UPDATE deliveries SET attempts = attempts + 1, given_up_at = :now, last_error = :error, document = NULL
    WHERE id = :id AND given_up_at IS NULL
  )"_sql);
  EKIBEN_CHECK(statement.bind(":now", transaction.now()).bind(":error", error).bind(":id", id).run());
  transaction.note_change(Change::deliveries);
  return document ? delete_document_when_unused(transaction, document) : Result<void>();
}

Result<void> make_deliveries_due(Transaction& transaction, std::string_view host) {
  auto statement = transaction.database().prepare(R"(
    UPDATE deliveries SET next_attempt_at = :now WHERE host = :host AND given_up_at IS NULL AND next_attempt_at > :now
  )"_sql);
  EKIBEN_TRY(std::size_t woken, statement.bind(":now", transaction.now()).bind(":host", host).run_counting());
  if (woken > 0) {
    transaction.note_change(Change::deliveries);
  }
  return {};
}

Result<std::size_t> delete_deliveries_to(Transaction& transaction, std::string_view addressee) {
  auto statement = transaction.database().prepare(R"(
    DELETE FROM deliveries WHERE addressee = :addressee AND addressee <> '' AND given_up_at IS NULL RETURNING document
  )"_sql);
  statement.bind(":addressee", addressee);
  return run_and_clean_up(transaction, std::move(statement));
}

Result<std::size_t> prune_given_up_deliveries(Transaction& transaction, Time before) {
  auto statement = transaction.database().prepare(R"(
    DELETE FROM deliveries WHERE id IN (
      SELECT id FROM deliveries WHERE given_up_at IS NOT NULL AND given_up_at < :before ORDER BY given_up_at LIMIT 1000)
  )"_sql);
  return statement.bind(":before", before).run_counting();
}

} // namespace ekiben::store
