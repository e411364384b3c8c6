// Base64 (RFC 4648 sections 4 and 5), strict: one text for one value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekiben::text {

/// Standard alphabet with padding.
std::string base64_encode(std::string_view bytes);
/// Padding required; anything outside the alphabet, white space and bits left over are refused.
std::optional<std::string> base64_decode(std::string_view text);

/// URL-safe alphabet without padding: tokens, cookies.
std::string base64url_encode(std::string_view bytes);
/// No padding accepted.
std::optional<std::string> base64url_decode(std::string_view text);

} // namespace ekiben::text
