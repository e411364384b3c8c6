#include "store/lookups_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

constexpr std::size_t kMaxWaiting = 100;
constexpr std::chrono::minutes kFresh{1};

domain::Lookup lookup_of(const sqlite::Statement& statement) {
  return {statement.id(0),   statement.text(1), static_cast<domain::LookupState>(statement.integer(2)), statement.id(3), statement.id(4),
          statement.text(5), statement.time(6)};
}

} // namespace

Result<Id> insert_lookup(Transaction& transaction, std::string_view query) {
  auto count = transaction.database().prepare("SELECT count(*) FROM lookups WHERE state = 0"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool counted, count.step());
  if (count.count(0) >= kMaxWaiting) {
    return fail(ErrorKind::too_many, "too many look-ups are waiting");
  }
  auto statement = transaction.database().prepare(R"(
    INSERT INTO lookups (id, query, state, error, created_at) VALUES (:id, :query, 0, '', :now)
    ON CONFLICT (query) DO UPDATE SET state = iif(state <> 0 AND decided_at < :stale, 0, state), created_at = :now
    RETURNING id
  )"_sql);
  statement.bind(":id", transaction.next_id())
      .bind(":query", query)
      .bind(":now", transaction.now())
      .bind(":stale", Time(transaction.now() - kFresh));
  EKIBEN_TRY([[maybe_unused]] const bool row, statement.step());
  const Id id = statement.id(0);
  EKIBEN_CHECK(statement.run());
  transaction.note_change(Change::lookups);
  return id;
}

Result<void> settle_lookup(Transaction& transaction, Id id, Id account, Id post) {
  auto statement = transaction.database().prepare(R"(
    UPDATE lookups SET state = 1, account = :account, post = :post, error = '', decided_at = :now WHERE id = :id
  )"_sql);
  EKIBEN_CHECK(statement.bind(":account", account).bind(":post", post).bind(":now", transaction.now()).bind(":id", id).run());
  transaction.note_change(Change::lookups);
  return {};
}

Result<void> fail_lookup(Transaction& transaction, Id id, std::string_view error) {
  auto statement = transaction.database().prepare("UPDATE lookups SET state = 2, error = :error, decided_at = :now WHERE id = :id"_sql);
  EKIBEN_CHECK(statement.bind(":error", error).bind(":now", transaction.now()).bind(":id", id).run());
  transaction.note_change(Change::lookups);
  return {};
}

Result<std::size_t> prune_lookups(Transaction& transaction, Time before) {
  auto statement =
      transaction.database().prepare("DELETE FROM lookups WHERE id IN (SELECT id FROM lookups WHERE created_at < :before LIMIT 1000)"_sql);
  return statement.bind(":before", before).run_counting();
}

Result<std::optional<domain::Lookup>> find_lookup(const Reader& reader, Id id) {
  auto statement = reader.database().prepare("SELECT id, query, state, account, post, error, created_at FROM lookups WHERE id = :id"_sql);
  EKIBEN_TRY(const bool found, statement.bind(":id", id).step());
  return found ? std::optional(lookup_of(statement)) : std::nullopt;
}

Result<std::vector<domain::Lookup>> list_waiting_lookups(const Reader& reader, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT id, query, state, account, post, error, created_at FROM lookups WHERE state = 0 ORDER BY id LIMIT :limit
  )"_sql);
  statement.bind_count(":limit", limit);
  std::vector<domain::Lookup> waiting;
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return waiting;
    }
    waiting.push_back(lookup_of(statement));
  }
}

} // namespace ekiben::store
