// The owner passes a post on, or takes it back.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"
#include "domain/visibility.h"

namespace ekiben::actions {

/// Twice is once. Errors: not_found; forbidden for followers-only and direct posts (federation B25: a boost must not widen an audience);
/// invalid for Visibility::direct.
Result<void> boost_post(const Context& context, Id post, domain::Visibility visibility);
Result<void> unboost_post(const Context& context, Id post);

} // namespace ekiben::actions
