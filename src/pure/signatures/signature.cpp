#include "pure/signatures/signature.h"

#include "pure/signatures/schemes.h"
#include "pure/text/url.h"

namespace ekiben::signatures {

Result<void> check_host(const http::Request& request, const Origin& origin) {
  const std::uint16_t default_port = origin.scheme == "https" ? 443 : 80;
  if (request.headers.count("host") == 1) {
    const auto host = text::parse_authority(*request.headers.find("host"), default_port);
    const auto own = text::parse_authority(origin.authority, default_port);
    if (host && own && host->text == own->text) {
      return {};
    }
  }
  return fail(ErrorKind::unauthorized, "the request was signed for another host");
}

Result<void> check_key_id(std::string_view key_id) {
  if (!text::parse_identifier(key_id)) {
    return fail(ErrorKind::unauthorized, "the key id is no URL");
  }
  return {};
}

// Item 54: who sends Signature-Input means RFC 9421, the others draft-cavage.
Result<Claim> read_claim(const http::Request& request, const Origin& origin, Time now) {
  return request.headers.count("signature-input") > 0 ? read_rfc9421_claim(request, origin, now) : read_cavage_claim(request, origin, now);
}

bool verify_claim(const Claim& claim, const crypto::PublicKey& key) {
  const bool is_rsa = key.type() == crypto::KeyType::rsa;
  // The key decides; a name that contradicts it is a refusal, never a choice (B17).
  if ((claim.algorithm.starts_with("rsa") && !is_rsa) || (claim.algorithm == "ed25519" && is_rsa)) {
    return false;
  }
  for (const auto& text : claim.signed_texts) {
    if (key.verify(text, claim.signature)) {
      return true;
    }
  }
  // Item 50: a few old servers hash with SHA-512 and call it hs2019, or say nothing.
  if (!is_rsa || claim.scheme != Scheme::cavage || claim.algorithm == "rsa-sha256") {
    return false;
  }
  for (const auto& text : claim.signed_texts) {
    if (key.verify_rsa_sha512(text, claim.signature)) {
      return true;
    }
  }
  return false;
}

} // namespace ekiben::signatures
