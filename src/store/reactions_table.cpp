#include "store/reactions_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

constexpr std::size_t kMaxPins = 20;

void note_reaction(Transaction& transaction) {
  transaction.note_change(Change::posts);
  transaction.note_public_change();
}

Result<void> count_like(Transaction& transaction, Id post, std::int64_t by) {
  auto statement = transaction.database().prepare("UPDATE posts SET likes = max(0, likes + :by) WHERE id = :post"_sql);
  return statement.bind(":by", by).bind(":post", post).run();
}
Result<void> count_boost(Transaction& transaction, Id post, std::int64_t by) {
  auto statement = transaction.database().prepare("UPDATE posts SET boosts = max(0, boosts + :by) WHERE id = :post"_sql);
  return statement.bind(":by", by).bind(":post", post).run();
}

} // namespace

Result<bool> insert_like(Transaction& transaction, Id post, Id account, std::string_view uri) {
  auto statement =
      transaction.database().prepare("INSERT OR IGNORE INTO likes (id, post, account, uri) VALUES (:id, :post, :account, :uri)"_sql);
  EKIBEN_TRY(const std::size_t added,
             statement.bind(":id", transaction.next_id()).bind(":post", post).bind(":account", account).bind(":uri", uri).run_counting());
  if (added > 0) {
    EKIBEN_CHECK(count_like(transaction, post, 1));
    note_reaction(transaction);
  }
  return added > 0;
}

Result<bool> delete_like(Transaction& transaction, Id post, Id account) {
  auto statement = transaction.database().prepare("DELETE FROM likes WHERE post = :post AND account = :account"_sql);
  EKIBEN_TRY(const std::size_t deleted, statement.bind(":post", post).bind(":account", account).run_counting());
  if (deleted > 0) {
    EKIBEN_CHECK(count_like(transaction, post, -1));
    note_reaction(transaction);
  }
  return deleted > 0;
}

Result<std::optional<Id>> insert_boost(Transaction& transaction, Id post, Id account, std::string_view uri, domain::Visibility visibility) {
  const Id id = transaction.next_id();
  auto statement = transaction.database().prepare(R"(
    INSERT OR IGNORE INTO boosts (id, post, account, uri, visibility) VALUES (:id, :post, :account, :uri, :visibility)
  )"_sql);
  EKIBEN_TRY(const std::size_t added, statement.bind(":id", id)
                                          .bind(":post", post)
                                          .bind(":account", account)
                                          .bind(":uri", uri)
                                          .bind(":visibility", static_cast<std::int64_t>(visibility))
                                          .run_counting());
  if (added == 0) {
    return std::nullopt;
  }
  EKIBEN_CHECK(count_boost(transaction, post, 1));
  note_reaction(transaction);
  return id;
}

Result<bool> delete_boost(Transaction& transaction, Id post, Id account) {
  auto home =
      transaction.database().prepare("DELETE FROM home WHERE id = (SELECT id FROM boosts WHERE post = :post AND account = :account)"_sql);
  EKIBEN_CHECK(home.bind(":post", post).bind(":account", account).run());
  auto statement = transaction.database().prepare("DELETE FROM boosts WHERE post = :post AND account = :account"_sql);
  EKIBEN_TRY(const std::size_t deleted, statement.bind(":post", post).bind(":account", account).run_counting());
  if (deleted > 0) {
    EKIBEN_CHECK(count_boost(transaction, post, -1));
    note_reaction(transaction);
  }
  return deleted > 0;
}

Result<std::optional<Reaction>> find_reaction(const Reader& reader, Id account, std::string_view uri) {
  auto statement = reader.database().prepare(R"(
    SELECT post, 0 FROM likes WHERE uri = :uri AND account = :account AND uri <> ''
    UNION ALL SELECT post, 1 FROM boosts WHERE uri = :uri AND account = :account
    LIMIT 1
  )"_sql);
  EKIBEN_TRY(const bool found, statement.bind(":uri", uri).bind(":account", account).step());
  return found ? std::optional(Reaction{statement.id(0), statement.flag(1)}) : std::nullopt;
}

Result<std::optional<OwnBoost>> find_own_boost(const Reader& reader, Id post) {
  auto statement = reader.database().prepare("SELECT id, visibility FROM boosts WHERE post = :post AND account = 1"_sql);
  EKIBEN_TRY(const bool found, statement.bind(":post", post).step());
  return found ? std::optional(OwnBoost{statement.id(0), static_cast<domain::Visibility>(statement.integer(1))}) : std::nullopt;
}

Result<std::vector<Id>> list_boosters(const Reader& reader, Id post) {
  auto statement = reader.database().prepare("SELECT account FROM boosts WHERE post = :post AND account <> 1 LIMIT 1000"_sql);
  statement.bind(":post", post);
  std::vector<Id> accounts;
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return accounts;
    }
    accounts.push_back(statement.id(0));
  }
}

Result<bool> insert_bookmark(Transaction& transaction, Id post) {
  auto statement = transaction.database().prepare("INSERT OR IGNORE INTO bookmarks (id, post) VALUES (:id, :post)"_sql);
  EKIBEN_TRY(const std::size_t added, statement.bind(":id", transaction.next_id()).bind(":post", post).run_counting());
  transaction.note_change(Change::posts);
  return added > 0;
}

Result<bool> delete_bookmark(Transaction& transaction, Id post) {
  auto statement = transaction.database().prepare("DELETE FROM bookmarks WHERE post = :post"_sql);
  EKIBEN_TRY(const std::size_t deleted, statement.bind(":post", post).run_counting());
  transaction.note_change(Change::posts);
  return deleted > 0;
}

Result<bool> insert_pin(Transaction& transaction, Id post) {
  auto count = transaction.database().prepare("SELECT count(*) FROM pins WHERE post <> :post"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool row, count.bind(":post", post).step());
  if (count.count(0) >= kMaxPins) {
    return fail(ErrorKind::too_many, "at most 20 posts can be pinned");
  }
  auto statement = transaction.database().prepare("INSERT OR IGNORE INTO pins (id, post) VALUES (:id, :post)"_sql);
  EKIBEN_TRY(const std::size_t added, statement.bind(":id", transaction.next_id()).bind(":post", post).run_counting());
  note_reaction(transaction);
  return added > 0;
}

Result<bool> delete_pin(Transaction& transaction, Id post) {
  auto statement = transaction.database().prepare("DELETE FROM pins WHERE post = :post"_sql);
  EKIBEN_TRY(const std::size_t deleted, statement.bind(":post", post).run_counting());
  note_reaction(transaction);
  return deleted > 0;
}

} // namespace ekiben::store
