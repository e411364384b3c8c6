// The owner lets somebody follow who asked.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

namespace ekiben::actions {

/// `account`: RemoteAccount::id. Returns when it is on disk; the Accept goes out behind it. Errors: not_found when there is no such request
/// (any more).
Result<void> accept_follow_request(const Context& context, Id account);

} // namespace ekiben::actions
