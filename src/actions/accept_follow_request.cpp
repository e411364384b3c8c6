#include "actions/accept_follow_request.h"

#include "actions/answer_follow.h"
#include "domain/delivery_kinds.h"
#include "store/followers_table.h"
#include "store/read_accounts.h"
#include "store/read_followers.h"
#include "store/writer.h"

namespace ekiben::actions {

Result<void> accept_follow_request(const Context& context, Id account) {
  return context.writer.run([account](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto request, store::find_follower(transaction, account));
    EKIBEN_TRY(const auto requester, store::find_account(transaction, account));
    if (!request || !requester || request->state != domain::FollowState::pending) {
      return fail(ErrorKind::not_found, "there is no such request");
    }
    EKIBEN_CHECK(store::accept_follower(transaction, account));
    return answer_follow(transaction, domain::kAcceptFollow, *requester, request->follow_json);
  });
}

} // namespace ekiben::actions
