#include "store/read_password.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<std::optional<std::string>> find_password_hash(const Reader& reader) {
  auto statement = reader.database().prepare("SELECT password_hash FROM owner WHERE one = 1"_sql);
  EKIBEN_TRY(bool found, statement.step());
  return found ? std::optional(statement.text(0)) : std::nullopt;
}

} // namespace ekiben::store
