#include "store/read_instance.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<std::optional<domain::Instance>> find_instance(const PublicReader& reader) {
  auto statement =
      reader.database().prepare("SELECT base_url, handle_domain, instance_id, epoch, created_at FROM instance WHERE one = 1"_sql);
  EKIBEN_TRY(bool found, statement.step());
  if (!found) {
    return std::nullopt;
  }
  return domain::Instance{.base_url = statement.text(0),
                          .handle_domain = statement.text(1),
                          .instance_id = statement.text(2),
                          .epoch = statement.integer(3),
                          .created_at = statement.time(4)};
}

} // namespace ekiben::store
