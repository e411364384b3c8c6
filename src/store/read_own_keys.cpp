#include "store/read_own_keys.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<std::optional<OwnKey>> find_own_key(const Reader& reader, KeyPurpose purpose) {
  auto statement = reader.database().prepare("SELECT private_der, public_pem, created_at FROM own_keys WHERE purpose = :purpose"_sql);
  EKIBEN_TRY(bool found, statement.bind(":purpose", static_cast<std::int64_t>(purpose)).step());
  if (!found) {
    return std::nullopt;
  }
  return OwnKey{.purpose = purpose, .private_der = statement.text(0), .public_pem = statement.text(1), .created_at = statement.time(2)};
}

Result<std::optional<std::string>> find_own_public_key(const PublicReader& reader, KeyPurpose purpose) {
  auto statement = reader.database().prepare("SELECT public_pem FROM own_keys WHERE purpose = :purpose"_sql);
  EKIBEN_TRY(bool found, statement.bind(":purpose", static_cast<std::int64_t>(purpose)).step());
  return found ? std::optional(statement.text(0)) : std::nullopt;
}

} // namespace ekiben::store
