#include "store/notifications_table.h"

#include "system/sqlite/database.h"

#include <algorithm>
#include <limits>

namespace ekiben::store {

using namespace sqlite::literals;

Result<void> insert_notification(Transaction& transaction, domain::NotificationKind kind, Id account, Id post) {
  // A unique index does not compare NULLs: a follow (without post) is looked for by hand.
  auto statement = transaction.database().prepare(R"(
    INSERT OR IGNORE INTO notifications (id, kind, account, post, created_at)
    SELECT :id, :kind, :account, :post, :now
    WHERE NOT EXISTS (SELECT 1 FROM notifications WHERE kind = :kind AND account = :account AND post IS :post)
  )"_sql);
  EKIBEN_CHECK(statement.bind(":id", transaction.next_id())
                   .bind(":kind", static_cast<std::int64_t>(kind))
                   .bind(":account", account)
                   .bind(":post", post)
                   .bind(":now", transaction.now())
                   .run());
  transaction.note_change(Change::notifications);
  return {};
}

Result<void> delete_notification(Transaction& transaction, domain::NotificationKind kind, Id account, Id post) {
  auto statement =
      transaction.database().prepare("DELETE FROM notifications WHERE kind = :kind AND account = :account AND post IS :post"_sql);
  EKIBEN_CHECK(statement.bind(":kind", static_cast<std::int64_t>(kind)).bind(":account", account).bind(":post", post).run());
  transaction.note_change(Change::notifications);
  return {};
}

Result<std::vector<domain::Notification>> list_notifications(const Reader& reader, Id before, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT n.id, n.kind, n.account, n.post, n.created_at FROM notifications AS n
    WHERE n.id < :before AND NOT EXISTS (SELECT 1 FROM accounts AS a JOIN blocked_accounts AS b ON b.actor = a.actor WHERE a.id = n.account)
    ORDER BY n.id DESC LIMIT :limit
  )"_sql);
  statement.bind(":before", before ? before.value : std::numeric_limits<std::int64_t>::max())
      .bind_count(":limit", std::min<std::size_t>(limit, 80));
  std::vector<domain::Notification> list;
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return list;
    }
    list.push_back({statement.id(0), static_cast<domain::NotificationKind>(statement.integer(1)), statement.id(2), statement.id(3),
                    statement.time(4)});
  }
}

Result<std::size_t> count_notifications_after(const Reader& reader, Id after) {
  auto statement = reader.database().prepare("SELECT count(*) FROM (SELECT 1 FROM notifications WHERE id > :after LIMIT 1000)"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool row, statement.bind(":after", after.value).step());
  return statement.count(0);
}

Result<void> move_marker(Transaction& transaction, std::string_view name, Id last) {
  auto statement = transaction.database().prepare(R"(
    INSERT INTO markers (name, last, updated_at) VALUES (:name, :last, :now)
    ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last), updated_at = excluded.updated_at
  )"_sql);
  return statement.bind(":name", name).bind(":last", last.value).bind(":now", transaction.now()).run();
}

Result<Id> read_marker(const Reader& reader, std::string_view name) {
  auto statement = reader.database().prepare("SELECT last FROM markers WHERE name = :name"_sql);
  EKIBEN_TRY(const bool found, statement.bind(":name", name).step());
  return found ? statement.id(0) : Id{};
}

} // namespace ekiben::store
