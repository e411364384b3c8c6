// Logging in and out.
#pragma once

#include "actions/context.h"
#include "base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace ekiben::actions {

struct Login {
  std::string handle; ///< as typed: "hana", "@hana", "@hana@example.com", any case
  std::string password;
  std::string user_agent; ///< shown to the owner in the list of sessions
};

/// A new session's id, for the cookie: 43 URL-safe characters. Only its hash is stored.
/// Errors: unauthorized when handle or password is wrong (the same time either way); not_found before set-up.
Result<std::string> log_in(const Context& context, const Login& login, std::chrono::seconds lifetime);

/// Without a password, right after set-up.
Result<std::string> open_session(const Context& context, std::string_view user_agent, std::chrono::seconds lifetime);

/// `session_hash`: SHA-256 of the id. No error when it is gone already.
Result<void> log_out(const Context& context, std::string_view session_hash);

} // namespace ekiben::actions
