#include "federation/verify.h"

#include "pure/crypto/digest.h"
#include "pure/text/url.h"

#include <memory>

namespace ekiben::federation {
namespace {

VerifiedSigner signer_of(const KnownKey& key, const signatures::Claim& claim) {
  return {key.owner, key.key_id, text::authority_of(key.owner), crypto::sha256(claim.signature)};
}

} // namespace

std::optional<std::string> find_claimed_key(const http::Request& request, const signatures::Origin& origin, Time now) {
  auto claim = signatures::read_claim(request, origin, now);
  return claim ? std::optional<std::string>(std::move(claim->key_id)) : std::nullopt;
}

void verify_request(const http::Request& request, const signatures::Origin& origin, KeySource& keys, Time now,
                    std::function<void(Result<VerifiedSigner>)> done) {
  auto claim = signatures::read_claim(request, origin, now);
  if (!claim) {
    done(tl::unexpected<Error>(std::move(claim).error()));
    return;
  }
  const auto cached = keys.find_cached(claim->key_id);
  if (cached && signatures::verify_claim(*claim, cached->key)) {
    done(signer_of(*cached, *claim));
    return;
  }
  // The claim holds all that must verify: the request need not live until the key is there.
  const std::string key_id = claim->key_id;
  keys.fetch(key_id, [claim = std::move(*claim), done = std::move(done)](Result<KnownKey> key) {
    if (!key) {
      done(tl::unexpected<Error>(std::move(key).error()));
    } else if (!signatures::verify_claim(claim, key->key)) {
      done(fail(ErrorKind::unauthorized, "the signature was not made with " + claim.key_id));
    } else {
      done(signer_of(*key, claim));
    }
  });
}

} // namespace ekiben::federation
