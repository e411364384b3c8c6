#include "store/read_seen_activities.h"

#include "store/activity_digest.h"
#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<bool> is_activity_seen(const Reader& reader, std::string_view actor, std::string_view activity_id) {
  auto statement = reader.database().prepare("SELECT 1 FROM seen_activities WHERE digest = :digest"_sql);
  return statement.bind(":digest", sqlite::Blob{activity_digest(actor, activity_id)}).step();
}

} // namespace ekiben::store
