// Signing our own requests: draft-cavage, which every server accepts (federation item 39).
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "pure/crypto/keys.h"
#include "pure/http/headers.h"
#include "pure/http/request.h"

#include <string>
#include <string_view>

namespace ekiben::signatures {

/// Adds Host, Date, (with a body) Digest and Signature to `headers`.
/// POST covers (request-target) host date digest content-type, GET covers (request-target) host date. Signed anew at each attempt (item
/// 108). `target` is the path and query as it will be sent, `authority` the host[:port].
Result<void> sign_cavage(http::Method method, std::string_view target, std::string_view authority, std::string_view body,
                         std::string_view key_id, const crypto::PrivateKey& key, Time now, http::Headers& headers);

} // namespace ekiben::signatures
