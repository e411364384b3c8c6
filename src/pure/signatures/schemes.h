// The two readers behind read_claim, for this folder alone.
#pragma once

#include "pure/signatures/signature.h"

namespace ekiben::signatures {

Result<Claim> read_cavage_claim(const http::Request& request, const Origin& origin, Time now);
Result<Claim> read_rfc9421_claim(const http::Request& request, const Origin& origin, Time now);

/// unauthorized when the request's Host is not the authority of `origin` (port 80 or 443 may be written or not): a signature for another
/// server must not count here.
Result<void> check_host(const http::Request& request, const Origin& origin);

/// unauthorized when a key id is no http(s) URL (item 48: acct: is not taken).
Result<void> check_key_id(std::string_view key_id);

} // namespace ekiben::signatures
