// The owner's browser, logged in.
#pragma once

#include "base/clock.h"

#include <string>

namespace ekiben::domain {

struct Session {
  std::string hash; ///< SHA-256 of the cookie's random id, 32 bytes; the id itself is never stored
  Time created_at{};
  Time last_used_at{};
  Time expires_at{};
  std::string user_agent; ///< cut by the caller; shown to the owner
};

} // namespace ekiben::domain
