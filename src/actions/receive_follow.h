// Somebody wants to follow the owner (federation item 68; B21, B23).
#pragma once

#include "base/result.h"
#include "domain/follow_decision.h"
#include "domain/remote_account.h"
#include "store/transaction.h"

#include <string>

namespace ekiben::actions {

struct ReceivedFollow {
  domain::RemoteAccount account; ///< the verified signer, as fetched now (no id) or as stored (with its id)
  std::string follow_id;         ///< may be empty
  std::string follow_json;       ///< to be embedded in the answer
  bool from_owner = false;       ///< the signer is one of our own ids
};

/// Decides, keeps the follow or the request, and queues Accept or Reject, all in the caller's transaction. A repeated Follow updates the
/// activity's id and is accepted again. Returns what was decided.
Result<domain::FollowDecision> receive_follow(store::Transaction& transaction, const ReceivedFollow& follow);

} // namespace ekiben::actions
