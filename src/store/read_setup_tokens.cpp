#include "store/read_setup_tokens.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<bool> is_setup_token_valid(const Reader& reader, std::string_view hash, Time now) {
  auto statement = reader.database().prepare("SELECT 1 FROM setup_tokens WHERE hash = :hash AND used_at IS NULL AND expires_at > :now"_sql);
  return statement.bind(":hash", sqlite::Blob{hash}).bind(":now", now).step();
}

} // namespace ekiben::store
