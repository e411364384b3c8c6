// The owner likes a post, or takes it back.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

namespace ekiben::actions {

/// Twice is once. Its author is told (not the owner themselves). Errors: not_found.
Result<void> like_post(const Context& context, Id post);
Result<void> unlike_post(const Context& context, Id post);

} // namespace ekiben::actions
