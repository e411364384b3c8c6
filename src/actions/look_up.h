// The owner asks for somebody or something elsewhere; it is looked up in the background.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

#include <string_view>

namespace ekiben::actions {

/// `query`: "@user@domain", "user@domain" or an http(s) URL. Returns the lookups row that says what became of it. Errors: invalid,
/// too_many.
Result<Id> look_up(const Context& context, std::string_view query);

} // namespace ekiben::actions
