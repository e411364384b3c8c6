// The owner takes a post back.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

namespace ekiben::actions {

/// The post is gone here at once and answers 410 for ever; everybody who had it gets a Delete (federation item 66). Errors: not_found,
/// forbidden (somebody else's).
Result<void> delete_post(const Context& context, Id post);

} // namespace ekiben::actions
