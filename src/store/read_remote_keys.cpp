#include "store/read_remote_keys.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<std::optional<domain::RemoteKey>> find_remote_key(const Reader& reader, std::string_view key_id) {
  auto statement = reader.database().prepare(R"(
    SELECT key_id, owner, kind, n, e, raw, fetched_at, refetched_at FROM remote_keys WHERE key_id = :key_id
  )"_sql);
  EKIBEN_TRY(bool found, statement.bind(":key_id", key_id).step());
  if (!found) {
    return std::nullopt;
  }
  return domain::RemoteKey{.key_id = statement.text(0),
                           .owner = statement.text(1),
                           .kind = static_cast<domain::RemoteKeyKind>(statement.integer(2)),
                           .n = statement.text(3),
                           .e = statement.text(4),
                           .raw = statement.text(5),
                           .fetched_at = statement.time(6),
                           .refetched_at = statement.optional_time(7)};
}

} // namespace ekiben::store
