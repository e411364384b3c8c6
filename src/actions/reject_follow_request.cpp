#include "actions/reject_follow_request.h"

#include "actions/end_follow.h"
#include "domain/follower.h"
#include "store/read_followers.h"
#include "store/writer.h"

namespace ekiben::actions {

Result<void> reject_follow_request(const Context& context, Id account) {
  return context.writer.run([account](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto request, store::find_follower(transaction, account));
    if (!request || request->state != domain::FollowState::pending) {
      return fail(ErrorKind::not_found, "there is no such request");
    }
    return end_follow(transaction, *request);
  });
}

} // namespace ekiben::actions
