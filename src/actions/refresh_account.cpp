#include "actions/refresh_account.h"

#include "actions/remember_key.h"
#include "store/accounts_table.h"
#include "store/read_accounts.h"
#include "store/read_remote_keys.h"

namespace ekiben::actions {

Result<void> refresh_account(store::Transaction& transaction, const domain::RemoteAccount& account,
                             const std::vector<domain::RemoteKey>& keys) {
  EKIBEN_TRY(const bool known, store::is_account_known(transaction, account.actor));
  if (known) {
    EKIBEN_CHECK(store::upsert_account(transaction, account).map([](auto) {}));
  }
  for (const domain::RemoteKey& key : keys) {
    EKIBEN_TRY(const auto stored, store::find_remote_key(transaction, key.key_id));
    if (stored) {
      EKIBEN_CHECK(remember_key(transaction, key));
    }
  }
  return {};
}

} // namespace ekiben::actions
