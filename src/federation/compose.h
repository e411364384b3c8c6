// Our values to the exact bytes of an activity.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "domain/local_ids.h"

#include <string>
#include <string_view>

namespace ekiben::federation {

/// The activity of a delivery row; `kind` is one of domain/delivery_kinds.h, `subject` the Follow as the row keeps it. Composed again at
/// each attempt with the same bytes: its id comes from the row's. Errors: invalid for a kind this version does not know, or a subject that
/// is no Follow.
Result<std::string> compose_delivery(const domain::LocalIds& ids, Id delivery, std::string_view kind, std::string_view subject);

} // namespace ekiben::federation
