// The owner's password: making its hash, checking it.
#pragma once

#include "actions/context.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace ekiben::actions {

/// scrypt with a fresh salt: about 0.2 s and 32 MiB; one at a time (endpoints/owner/password_thread.h). Errors: unavailable.
Result<std::string> make_password_hash(std::string_view password);

/// Errors: unauthorized when it is the wrong one; not_found before set-up.
Result<void> check_password(const Context& context, std::string_view password);

} // namespace ekiben::actions
