// The owner removes a follower.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

namespace ekiben::actions {

/// `account`: RemoteAccount::id. Returns when it is on disk; the Reject goes out behind it. Errors: not_found when they do not follow.
Result<void> remove_follower(const Context& context, Id account);

} // namespace ekiben::actions
