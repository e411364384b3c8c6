// A new password.
#pragma once

#include "actions/context.h"
#include "base/result.h"

#include <string_view>

namespace ekiben::actions {

/// `new_password` has been checked (domain/owner_rules.h). Every session but `kept_session_hash` ends with it, in the same transaction.
/// Errors: unauthorized when `current_password` is wrong.
Result<void> change_password(const Context& context, std::string_view current_password, std::string_view new_password,
                             std::string_view kept_session_hash);

/// Without the old one: for who has the machine (the command line). Every session ends. Errors: not_found before set-up.
Result<void> replace_password(const Context& context, std::string_view new_password);

} // namespace ekiben::actions
