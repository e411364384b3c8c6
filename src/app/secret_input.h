// Where a command gets a password from.
#pragma once

#include "app/arguments.h"
#include "base/result.h"

#include <string>

namespace ekiben::app {

inline constexpr Flag kPasswordFileFlag{"--password-file", "PATH", Takes::value, "read the password from this file's first line"};

/// EKIBEN_PASSWORD (taken out of the environment), else --password-file, else asked twice at the terminal. Checked against the rules.
/// Errors: invalid (a rule, or two different answers), unavailable (no terminal to ask at), or the file's.
Result<std::string> read_new_password(const Arguments& arguments);

} // namespace ekiben::app
