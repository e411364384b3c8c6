// The owner follows somebody, or stops.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

namespace ekiben::actions {

/// `account`: an accounts row (looked up before). Pending until the target's own Accept (federation B21). Twice is once. Errors: not_found,
/// gone, forbidden (blocked, or they blocked the owner).
Result<void> follow_account(const Context& context, Id account);
/// Errors: not_found when there is no such follow.
Result<void> unfollow_account(const Context& context, Id account);

} // namespace ekiben::actions
