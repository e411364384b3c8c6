// Reading single values of the configuration.
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace ekiben::config {

// Errors: invalid, a sentence that says what was expected.

/// "yes", "no", "true", "false".
Result<bool> read_yes_no(std::string_view value);
/// A whole number from `lowest` to `highest`.
Result<std::size_t> read_number(std::string_view value, std::size_t lowest, std::size_t highest);
/// "30s", "5m", "2h"; from `lowest` to `highest`.
Result<std::chrono::seconds> read_duration(std::string_view value, std::chrono::seconds lowest, std::chrono::seconds highest);
/// An absolute path.
Result<std::string> read_path(std::string_view value);
/// "127.0.0.1:8080", "[::1]:8080", "unix:/absolute/path" (at most 107 bytes: sockaddr_un).
Result<std::string> read_listen_address(std::string_view value);

} // namespace ekiben::config
