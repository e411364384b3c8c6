// The owner keeps a post for themselves (bookmark), or shows one of theirs first (pin).
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

namespace ekiben::actions {

/// Nobody else learns of it. Twice is once. Errors: not_found.
Result<void> bookmark_post(const Context& context, Id post);
Result<void> unbookmark_post(const Context& context, Id post);

/// One's own public or unlisted posts alone; at most 20. Followers' servers are told (federation item 72). Errors: not_found, forbidden,
/// too_many.
Result<void> pin_post(const Context& context, Id post);
Result<void> unpin_post(const Context& context, Id post);

} // namespace ekiben::actions
