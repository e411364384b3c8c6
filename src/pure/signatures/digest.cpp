#include "pure/signatures/digest.h"

#include "pure/crypto/constant_time.h"
#include "pure/crypto/digest.h"
#include "pure/http/grammar.h"
#include "pure/signatures/structured_fields.h"
#include "pure/text/ascii.h"
#include "pure/text/base64.h"

namespace ekiben::signatures {
namespace {

constexpr std::size_t kMaxDigestBytes = 1024;
constexpr std::size_t kMaxDigests = 8;
constexpr std::size_t kSha256Bytes = 32;
constexpr std::size_t kSha512Bytes = 64;

auto malformed() { return fail(ErrorKind::invalid, "the digest is malformed"); }

Result<void> compare(std::string_view claimed, std::string_view computed) {
  if (!crypto::equals(claimed, computed)) {
    return fail(ErrorKind::unauthorized, "the digest belongs to another body");
  }
  return {};
}

// Checks one digest of either header by its lower-case name.
Result<void> check_one(std::string_view name, std::string_view claimed, std::string_view body, bool& has_sha256) {
  if (name == "sha-256") {
    has_sha256 = true;
    return claimed.size() == kSha256Bytes ? compare(claimed, crypto::sha256(body)) : malformed();
  }
  if (name == "sha-512") {
    return claimed.size() == kSha512Bytes ? compare(claimed, crypto::sha512(body)) : malformed();
  }
  return {};
}

Result<std::string> load_header(const http::Headers& headers, std::string_view name) {
  auto value = headers.joined(name);
  if (!value) {
    return fail(ErrorKind::unauthorized, std::string(name) + " is missing");
  }
  if (value->size() > kMaxDigestBytes) {
    return malformed();
  }
  return *std::move(value);
}

Result<void> require(bool has_sha256) {
  if (!has_sha256) {
    return fail(ErrorKind::unauthorized, "there is no SHA-256 digest");
  }
  return {};
}

} // namespace

std::string format_digest(std::string_view body) { return "SHA-256=" + text::base64_encode(crypto::sha256(body)); }

Result<void> check_digest(const http::Headers& headers, std::string_view body) {
  EKIBEN_TRY(const auto header, load_header(headers, "digest"));
  const auto members = text::split(header, ',', kMaxDigests + 1);
  if (members.size() > kMaxDigests) {
    return malformed();
  }
  bool has_sha256 = false;
  for (const auto member : members) {
    const auto [name, value, found] = text::cut(text::trim(member), '=');
    if (!found || !http::is_token(name)) {
      return malformed();
    }
    const auto lowered = text::lower(name);
    if (lowered != "sha-256" && lowered != "sha-512") {
      continue; // MD5, unixsum and others have encodings of their own
    }
    const auto claimed = text::base64_decode(value);
    if (!claimed) {
      return malformed();
    }
    EKIBEN_CHECK(check_one(lowered, *claimed, body, has_sha256));
  }
  return require(has_sha256);
}

Result<void> check_content_digest(const http::Headers& headers, std::string_view body) {
  EKIBEN_TRY(const auto header, load_header(headers, "content-digest"));
  const auto dictionary = structured::parse_dictionary(header);
  if (!dictionary || dictionary->size() > kMaxDigests) {
    return malformed();
  }
  bool has_sha256 = false;
  for (const auto& member : *dictionary) {
    const auto* bytes = member.bytes();
    if (bytes == nullptr) {
      return malformed();
    }
    EKIBEN_CHECK(check_one(member.key, *bytes, body, has_sha256));
  }
  return require(has_sha256);
}

} // namespace ekiben::signatures
