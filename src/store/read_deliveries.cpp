#include "store/read_deliveries.h"

#include "system/sqlite/database.h"

#include <algorithm>
#include <limits>

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

constexpr std::size_t kMaxDue = 2'000;
constexpr std::size_t kMaxRows = 200;

domain::Delivery delivery_of(const sqlite::Statement& row) {
  return {.id = row.id(0),
          .kind = row.text(1),
          .subject = row.text(2),
          .document = row.id(3),
          .inbox = row.text(4),
          .host = row.text(5),
          .addressee = row.text(6),
          .signer = static_cast<domain::Signer>(row.integer(7)),
          .order_key = row.text(8),
          .attempts = static_cast<int>(row.integer(9)),
          .created_at = row.time(10),
          .next_attempt_at = row.time(11),
          .last_error = row.text(12)};
}

Result<std::vector<domain::Delivery>> deliveries_of(sqlite::Statement& statement) {
  std::vector<domain::Delivery> deliveries;
  for (;;) {
    EKIBEN_TRY(bool row, statement.step());
    if (!row) {
      return deliveries;
    }
    deliveries.push_back(delivery_of(statement));
  }
}

} // namespace

Result<std::vector<domain::Delivery>> list_due_deliveries(const Reader& reader, Time now, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT id, kind, subject, document, inbox, host, addressee, signer, order_key, attempts, created_at, next_attempt_at, last_error
    FROM deliveries AS d
    WHERE given_up_at IS NULL AND next_attempt_at <= :now
      AND NOT EXISTS (
        SELECT 1 FROM deliveries AS older
        WHERE older.given_up_at IS NULL AND older.host = d.host AND older.order_key = d.order_key AND older.activity < d.activity)
    ORDER BY next_attempt_at LIMIT :limit
  )"_sql);
  statement.bind(":now", now).bind_count(":limit", std::min(limit, kMaxDue));
  return deliveries_of(statement);
}

Result<std::optional<Time>> find_next_delivery_time(const Reader& reader, Time now) {
  auto statement =
      reader.database().prepare("SELECT min(next_attempt_at) FROM deliveries WHERE given_up_at IS NULL AND next_attempt_at > :now"_sql);
  EKIBEN_TRY([[maybe_unused]] bool row, statement.bind(":now", now).step());
  return statement.optional_time(0);
}

Result<std::optional<domain::Delivery>> find_delivery(const Reader& reader, Id id) {
  auto statement = reader.database().prepare(R"(
    SELECT id, kind, subject, document, inbox, host, addressee, signer, order_key, attempts, created_at, next_attempt_at, last_error
    FROM deliveries WHERE id = :id
  )"_sql);
  EKIBEN_TRY(bool found, statement.bind(":id", id).step());
  return found ? std::optional(delivery_of(statement)) : std::nullopt;
}

Result<std::string> load_document(const Reader& reader, Id document) {
  auto statement = reader.database().prepare("SELECT body FROM documents WHERE id = :document"_sql);
  EKIBEN_TRY(bool found, statement.bind(":document", document).step());
  if (!found) {
    return fail(ErrorKind::not_found, "there is no such document");
  }
  return statement.text(0);
}

Result<std::vector<domain::Delivery>> list_waiting_deliveries(const Reader& reader, Id before, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT id, kind, subject, document, inbox, host, addressee, signer, order_key, attempts, created_at, next_attempt_at, last_error
    FROM deliveries WHERE given_up_at IS NULL AND id < :before ORDER BY id DESC LIMIT :limit
  )"_sql);
  statement.bind(":before", before ? before.value : std::numeric_limits<std::int64_t>::max())
      .bind_count(":limit", std::min(limit, kMaxRows));
  return deliveries_of(statement);
}

Result<std::size_t> count_waiting_deliveries(const Reader& reader) {
  auto statement = reader.database().prepare("SELECT count(*) FROM deliveries WHERE given_up_at IS NULL"_sql);
  EKIBEN_TRY([[maybe_unused]] bool row, statement.step());
  return statement.count(0);
}

} // namespace ekiben::store
