#include "store/seen_activities_table.h"

#include "store/activity_digest.h"
#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<bool> insert_seen_activity(Transaction& transaction, std::string_view actor, std::string_view activity_id) {
  auto statement =
      transaction.database().prepare("INSERT INTO seen_activities (digest, seen_at) VALUES (:digest, :now) ON CONFLICT DO NOTHING"_sql);
  EKIBEN_TRY(std::size_t inserted,
             statement.bind(":digest", sqlite::Blob{activity_digest(actor, activity_id)}).bind(":now", transaction.now()).run_counting());
  return inserted > 0;
}

Result<std::size_t> prune_seen_activities(Transaction& transaction, Time before) {
  auto statement = transaction.database().prepare(R"(
    DELETE FROM seen_activities WHERE digest IN (SELECT digest FROM seen_activities WHERE seen_at < :before ORDER BY seen_at LIMIT 1000)
  )"_sql);
  return statement.bind(":before", before).run_counting();
}

} // namespace ekiben::store
