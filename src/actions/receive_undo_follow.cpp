#include "actions/receive_undo_follow.h"

#include "store/deliveries_table.h"
#include "store/followers_table.h"
#include "store/read_followers.h"

namespace ekiben::actions {

Result<bool> receive_undo_follow(store::Transaction& transaction, std::string_view signer) {
  EKIBEN_TRY(const auto follower, store::find_follower_by_actor(transaction, signer));
  if (!follower) {
    return false;
  }
  EKIBEN_CHECK(store::delete_deliveries_to(transaction, signer).map([](auto) {}));
  return store::delete_follower(transaction, follower->account);
}

Result<bool> receive_undo_follow_by_id(store::Transaction& transaction, std::string_view signer, std::string_view follow_id) {
  EKIBEN_TRY(const auto follower, store::find_follower_by_actor(transaction, signer));
  if (!follower || follow_id.empty() || follower->follow_id != follow_id) {
    return false;
  }
  return receive_undo_follow(transaction, signer);
}

} // namespace ekiben::actions
