// SHA-2 and HMAC, one call each.
#pragma once

#include <string>
#include <string_view>

namespace ekiben::crypto {

/// 32 raw bytes. All functions here may be called from any thread.
std::string sha256(std::string_view bytes);
/// 64 raw bytes.
std::string sha512(std::string_view bytes);
/// 32 raw bytes (RFC 2104 with SHA-256).
std::string hmac_sha256(std::string_view key, std::string_view bytes);

} // namespace ekiben::crypto
