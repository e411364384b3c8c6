// Percent-encoding (RFC 3986 section 2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekiben::text {

/// "%41" to "A". Nothing when a '%' is not followed by two hexadecimal digits. The result may hold any byte, NUL too.
/// Never apply it to a request target before a signature is verified (federation B10).
std::optional<std::string> percent_decode(std::string_view text);
/// The same, with '+' read as a space (application/x-www-form-urlencoded).
std::optional<std::string> form_decode(std::string_view text);
/// Everything but the unreserved characters (letters, digits, -._~) encoded, digits in upper case: fit for a query value or a path segment.
std::string percent_encode(std::string_view text);

} // namespace ekiben::text
