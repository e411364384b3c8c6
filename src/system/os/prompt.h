// Asking a person at a terminal.
#pragma once

#include "base/result.h"

#include <string>

namespace ekiben::os {

/// Writes `question` to the terminal and reads a line without showing it; at most 1,024 bytes. From /dev/tty, or stdin when that is a
/// terminal. Errors: unavailable when there is no terminal, invalid when it was interrupted or too long.
Result<std::string> prompt_secret(const std::string& question);

} // namespace ekiben::os
