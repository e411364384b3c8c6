#include "actions/receive_block.h"

#include "actions/receive_undo_follow.h"
#include "store/blocks_table.h"

namespace ekiben::actions {

Result<void> receive_block(store::Transaction& transaction, std::string_view signer) {
  EKIBEN_CHECK(receive_undo_follow(transaction, signer).map([](auto) {}));
  return store::insert_blocked_by(transaction, signer);
}

Result<void> receive_undo_block(store::Transaction& transaction, std::string_view signer) {
  return store::delete_blocked_by(transaction, signer).map([](auto) {});
}

} // namespace ekiben::actions
