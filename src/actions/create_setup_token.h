// The one-time token of the set-up page's address.
#pragma once

#include "actions/context.h"
#include "base/result.h"

#include <chrono>
#include <string>

namespace ekiben::actions {

inline constexpr std::chrono::hours kSetupTokenLifetime{1};

/// A new token, 43 URL-safe characters; earlier ones end. Only its hash is stored.
Result<std::string> create_setup_token(const Context& context);

} // namespace ekiben::actions
