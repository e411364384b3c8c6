// What both signature schemes have in common: what a request claims, and the exact text that must verify.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "pure/crypto/keys.h"
#include "pure/http/headers.h"
#include "pure/http/request.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::signatures {

enum class Scheme { cavage, rfc9421 };

/// The origin this server is known by, for @target-uri and @authority (federation item 54): "https", "social.example".
struct Origin {
  std::string scheme;
  std::string authority;
};

/// A signature as found in the head of a request; grammar, algorithm name, digest, dates and required components are already checked
/// (items 40-45, 51, 54, 55), the key is not known yet.
struct Claim {
  Scheme scheme = Scheme::cavage;
  std::string key_id;    ///< http(s) URL, raw
  std::string signature; ///< decoded bytes
  std::string algorithm; ///< as written, lower case; empty when absent. Only used to refuse, never to choose (B17)
  /// The texts any of which may verify: first with the full target, then (item 44) without its query.
  std::vector<std::string> signed_texts;
  Time created{}; ///< from Date, (created) or created
};

/// Reads and checks everything that needs no key. Errors: invalid (400: unparsable, duplicate parameter, malformed digest), unauthorized
/// (401: absent, too old, too little covered, digest of another body).
Result<Claim> read_claim(const http::Request& request, const Origin& origin, Time now);

/// True when `key` made the signature of `claim` over one of its texts.
bool verify_claim(const Claim& claim, const crypto::PublicKey& key);

} // namespace ekiben::signatures
