// Our values to the exact bytes of an activity.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "domain/local_ids.h"

#include <string>
#include <string_view>

namespace ekiben::federation {

/// What a delivery row's `kind` may say. Actions write the word and the Follow (domain::Delivery::subject); only here does it become an activity.
inline constexpr std::string_view kAcceptFollow = "accept_follow";
inline constexpr std::string_view kRejectFollow = "reject_follow";

/// The activity of a delivery row. Composed again at each attempt with the same bytes: its id comes from the row's.
/// Errors: invalid for a kind this version does not know, or a subject that is no Follow.
Result<std::string> compose_delivery(const domain::LocalIds& ids, Id delivery, std::string_view kind, std::string_view subject);

} // namespace ekiben::federation
