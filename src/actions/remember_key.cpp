#include "actions/remember_key.h"

#include "store/hosts_table.h"
#include "store/read_remote_keys.h"
#include "store/remote_keys_table.h"
#include "store/writer.h"

#include <utility>

namespace ekiben::actions {

Result<void> remember_key(store::Transaction& transaction, const domain::RemoteKey& key) {
  EKIBEN_TRY(const auto present, store::find_remote_key(transaction, key.key_id));
  if (present && present->owner != key.owner) {
    EKIBEN_CHECK(store::delete_remote_key(transaction, key.key_id));
  }
  return store::upsert_remote_key(transaction, key);
}

void remember_key(const Context& context, domain::RemoteKey key, std::function<void(Result<void>)> done) {
  context.writer.submit([key = std::move(key)](store::Transaction& transaction) { return remember_key(transaction, key); },
                        std::move(done));
}

} // namespace ekiben::actions
