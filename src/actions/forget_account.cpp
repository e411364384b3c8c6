#include "actions/forget_account.h"

#include "store/accounts_table.h"
#include "store/deliveries_table.h"
#include "store/remote_keys_table.h"

namespace ekiben::actions {

Result<void> forget_account(store::Transaction& transaction, std::string_view actor) {
  EKIBEN_CHECK(store::delete_remote_keys_of(transaction, actor));
  EKIBEN_CHECK(store::delete_deliveries_to(transaction, actor).map([](auto) {}));
  return store::mark_account_gone(transaction, actor);
}

} // namespace ekiben::actions
