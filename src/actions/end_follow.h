// The owner's side of ending a follow, in whatever state it is.
#pragma once

#include "base/result.h"
#include "domain/follower.h"
#include "store/transaction.h"

namespace ekiben::actions {

/// Removes it and tells them with a Reject, which ends it on their server too (federation item 68).
Result<void> end_follow(store::Transaction& transaction, const domain::Follower& follower);

} // namespace ekiben::actions
