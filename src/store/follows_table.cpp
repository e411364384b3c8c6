#include "store/follows_table.h"

#include "system/sqlite/database.h"

#include <algorithm>
#include <limits>

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

constexpr std::size_t kMaxRows = 200;

domain::Following following_of(const sqlite::Statement& statement) {
  return {.id = statement.id(0),
          .account = statement.id(1),
          .uri = statement.text(2),
          .state = static_cast<domain::FollowState>(statement.integer(3)),
          .requested_at = statement.time(4),
          .accepted_at = statement.optional_time(5)};
}

Result<std::optional<domain::Following>> first_of(sqlite::Statement& statement) {
  EKIBEN_TRY(const bool found, statement.step());
  return found ? std::optional(following_of(statement)) : std::nullopt;
}

} // namespace

Result<domain::Following> insert_follow(Transaction& transaction, Id account, std::string_view uri) {
  auto statement = transaction.database().prepare(R"(
    INSERT OR IGNORE INTO follows (id, account, uri, state, requested_at) VALUES (:id, :account, :uri, 0, :now)
  )"_sql);
  EKIBEN_CHECK(
      statement.bind(":id", transaction.next_id()).bind(":account", account).bind(":uri", uri).bind(":now", transaction.now()).run());
  transaction.note_change(Change::follows);
  EKIBEN_TRY(auto follow, find_follow(transaction, account));
  if (!follow) {
    return fail(ErrorKind::conflict, "the follow's id is taken");
  }
  return *std::move(follow);
}

Result<bool> accept_follow(Transaction& transaction, Id account) {
  auto statement =
      transaction.database().prepare("UPDATE follows SET state = 1, accepted_at = :now WHERE account = :account AND state = 0"_sql);
  EKIBEN_TRY(const std::size_t accepted, statement.bind(":now", transaction.now()).bind(":account", account).run_counting());
  if (accepted > 0) {
    transaction.note_change(Change::follows);
    transaction.note_public_change();
  }
  return accepted > 0;
}

Result<bool> delete_follow(Transaction& transaction, Id account) {
  auto statement = transaction.database().prepare("DELETE FROM follows WHERE account = :account"_sql);
  EKIBEN_TRY(const std::size_t deleted, statement.bind(":account", account).run_counting());
  if (deleted > 0) {
    transaction.note_change(Change::follows);
    transaction.note_public_change();
  }
  return deleted > 0;
}

Result<std::optional<domain::Following>> find_follow(const Reader& reader, Id account) {
  auto statement =
      reader.database().prepare("SELECT id, account, uri, state, requested_at, accepted_at FROM follows WHERE account = :account"_sql);
  return first_of(statement.bind(":account", account));
}

Result<std::optional<domain::Following>> find_follow_by_uri(const Reader& reader, std::string_view uri) {
  auto statement = reader.database().prepare("SELECT id, account, uri, state, requested_at, accepted_at FROM follows WHERE uri = :uri"_sql);
  return first_of(statement.bind(":uri", uri));
}

Result<std::size_t> count_following(const PublicReader& reader) {
  auto statement = reader.database().prepare("SELECT count(*) FROM follows WHERE state = 1"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool row, statement.step());
  return statement.count(0);
}

Result<std::vector<domain::Following>> list_following_page(const Reader& reader, Id before, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT id, account, uri, state, requested_at, accepted_at FROM follows WHERE id < :before ORDER BY id DESC LIMIT :limit
  )"_sql);
  statement.bind(":before", before ? before.value : std::numeric_limits<std::int64_t>::max())
      .bind_count(":limit", std::min(limit, kMaxRows));
  std::vector<domain::Following> page;
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return page;
    }
    page.push_back(following_of(statement));
  }
}

} // namespace ekiben::store
