// Digests that bind a body to its signed head.
#pragma once

#include "base/result.h"
#include "pure/http/headers.h"

#include <string>
#include <string_view>

namespace ekiben::signatures {

/// "SHA-256=..." of `body`, as Digest carries it (RFC 3230).
std::string format_digest(std::string_view body);

/// Digest (RFC 3230, RFC 5843): names in any case, lists; a SHA-256 must be there and fit (federation item 42); a SHA-512 is checked too.
/// Errors: unauthorized when it is absent, has no SHA-256 or belongs to another body; invalid when it is malformed.
Result<void> check_digest(const http::Headers& headers, std::string_view body);

/// Content-Digest (RFC 9530 section 2), a dictionary of byte sequences; otherwise as check_digest.
Result<void> check_content_digest(const http::Headers& headers, std::string_view body);

} // namespace ekiben::signatures
