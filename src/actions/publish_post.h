// The owner writes.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"
#include "domain/draft.h"

namespace ekiben::actions {

/// Publishes (walk 2): the post, its place in the home and what must be sent, in one transaction; durable when it returns. The same
/// Draft::request_key twice returns the first post. Errors: invalid (a rule, in one sentence), not_found (the post replied to, a picture),
/// unavailable.
Result<Id> publish_post(const Context& context, const domain::Draft& draft);

} // namespace ekiben::actions
