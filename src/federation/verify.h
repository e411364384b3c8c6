// The choke point that says who signed a request. Handlers get the verified signer, never the raw `actor` (federation B9).
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "pure/crypto/keys.h"
#include "pure/http/request.h"
#include "pure/signatures/signature.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ekiben::federation {

/// A key that somebody really has: fetched, its owner's document names it back (items 23, 47; B11).
struct KnownKey {
  std::string key_id;
  std::string owner; ///< actor id
  crypto::PublicKey key;
};

/// Where keys come from; app plugs in the resolver of workers/. Any thread.
class KeySource {
public:
  virtual ~KeySource() = default;
  /// Memory or database, never the network.
  virtual std::optional<KnownKey> find_cached(std::string_view key_id) = 0;
  /// Fetches (or fetches again) over the network within the answer's deadline: one fetch per key id, at most once per 5 minutes for a known
  /// key that failed (item 46), budgets per host and in all (B43). `done` runs once, on any thread. Errors: unauthorized (no such key, not
  /// reciprocal), gone (the owner answered 410), unavailable (host down, no room, still cooling down).
  virtual void fetch(std::string_view key_id, std::function<void(Result<KnownKey>)> done) = 0;
};

/// Who signed.
struct VerifiedSigner {
  std::string actor; ///< actor id
  std::string key_id;
  std::string host; ///< lower-case host[:port] of the actor id
  /// SHA-256 of the signature itself: the same for the same request only, whatever was changed around it. A request that is sent twice is
  /// a replay; a sender who tries again signs anew (B12).
  std::string fingerprint;
};

/// The key id of a signature that is at least well-formed and of now, unproven: enough to refuse somebody who says they are blocked (items
/// 56, 57; saying so falsely harms nobody but them), never to give anything.
std::optional<std::string> find_claimed_key(const http::Request& request, const signatures::Origin& origin, Time now);

/// `done` is called exactly once: at once when the key was known and verifies, else later from another thread.
/// Errors: invalid 400, unauthorized 401, gone 202-worthy for a Delete of itself, unavailable 503.
void verify_request(const http::Request& request, const signatures::Origin& origin, KeySource& keys, Time now,
                    std::function<void(Result<VerifiedSigner>)> done);

} // namespace ekiben::federation
