#include "store/remote_keys_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<void> upsert_remote_key(Transaction& transaction, const domain::RemoteKey& key) {
  auto statement = transaction.database().prepare(R"(
    INSERT INTO remote_keys (key_id, owner, kind, n, e, raw, fetched_at, refetched_at)
    VALUES (:key_id, :owner, :kind, :n, :e, :raw, :fetched_at, :refetched_at)
    ON CONFLICT (key_id) DO UPDATE SET kind = excluded.kind, n = excluded.n, e = excluded.e, raw = excluded.raw,
      fetched_at = excluded.fetched_at, refetched_at = excluded.refetched_at
    WHERE owner = excluded.owner
  )"_sql);
  EKIBEN_TRY(std::size_t stored, statement.bind(":key_id", key.key_id)
                                     .bind(":owner", key.owner)
                                     .bind(":kind", static_cast<std::int64_t>(key.kind))
                                     .bind(":n", sqlite::Blob{key.n})
                                     .bind(":e", sqlite::Blob{key.e})
                                     .bind(":raw", sqlite::Blob{key.raw})
                                     .bind(":fetched_at", key.fetched_at)
                                     .bind(":refetched_at", key.refetched_at)
                                     .run_counting());
  if (stored == 0) {
    return fail(ErrorKind::conflict, "the key belongs to somebody else");
  }
  return {};
}

Result<void> mark_remote_key_refetched(Transaction& transaction, std::string_view key_id) {
  auto statement = transaction.database().prepare("UPDATE remote_keys SET refetched_at = :now WHERE key_id = :key_id"_sql);
  return statement.bind(":now", transaction.now()).bind(":key_id", key_id).run();
}

Result<void> delete_remote_key(Transaction& transaction, std::string_view key_id) {
  auto statement = transaction.database().prepare("DELETE FROM remote_keys WHERE key_id = :key_id"_sql);
  return statement.bind(":key_id", key_id).run();
}

Result<void> delete_remote_keys_of(Transaction& transaction, std::string_view owner) {
  auto statement = transaction.database().prepare("DELETE FROM remote_keys WHERE owner = :owner"_sql);
  return statement.bind(":owner", owner).run();
}

Result<std::size_t> prune_remote_keys(Transaction& transaction, std::size_t keep) {
  auto statement = transaction.database().prepare(R"(
    DELETE FROM remote_keys WHERE id IN (
      SELECT id FROM remote_keys ORDER BY fetched_at
      LIMIT min(500, max(0, (SELECT count(*) FROM remote_keys) - :keep)))
  )"_sql);
  return statement.bind_count(":keep", keep).run_counting();
}

} // namespace ekiben::store
