#include "actions/end_follow.h"

#include "actions/answer_follow.h"
#include "domain/delivery_kinds.h"
#include "store/followers_table.h"
#include "store/read_accounts.h"

namespace ekiben::actions {

Result<void> end_follow(store::Transaction& transaction, const domain::Follower& follower) {
  EKIBEN_TRY(const auto account, store::find_account(transaction, follower.account));
  EKIBEN_CHECK(store::delete_follower(transaction, follower.account).map([](auto) {}));
  return account ? answer_follow(transaction, domain::kRejectFollow, *account, follower.follow_json) : Result<void>();
}

} // namespace ekiben::actions
