#include "actions/remove_follower.h"

#include "actions/end_follow.h"
#include "store/read_followers.h"
#include "store/writer.h"

namespace ekiben::actions {

Result<void> remove_follower(const Context& context, Id account) {
  return context.writer.run([account](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto follower, store::find_follower(transaction, account));
    if (!follower) {
      return fail(ErrorKind::not_found, "they do not follow");
    }
    return end_follow(transaction, *follower);
  });
}

} // namespace ekiben::actions
