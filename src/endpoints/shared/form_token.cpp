#include "endpoints/shared/form_token.h"

#include "pure/crypto/constant_time.h"
#include "pure/crypto/digest.h"
#include "pure/text/base64.h"
#include "system/os/random.h"

namespace ekiben::endpoints {
namespace {

constexpr std::size_t kBytes = 16;

std::string proof(std::string_view secret, std::string_view purpose) {
  return crypto::hmac_sha256(secret, "form token: " + std::string(purpose)).substr(0, kBytes);
}

std::string exclusive_or(std::string_view a, std::string_view b) {
  std::string out(kBytes, '\0');
  for (std::size_t i = 0; i < kBytes; ++i) {
    out[i] = static_cast<char>(a[i] ^ b[i]);
  }
  return out;
}

} // namespace

std::string make_form_token(std::string_view secret, std::string_view purpose) {
  const std::string mask = os::random_bytes(kBytes);
  return text::base64url_encode(mask + exclusive_or(mask, proof(secret, purpose)));
}

bool is_form_token(std::string_view token, std::string_view secret, std::string_view purpose) {
  const auto bytes = token.size() <= 64 ? text::base64url_decode(token) : std::nullopt;
  if (!bytes || bytes->size() != 2 * kBytes) {
    return false;
  }
  const std::string_view both = *bytes;
  return crypto::equals(exclusive_or(both.substr(0, kBytes), both.substr(kBytes)), proof(secret, purpose));
}

} // namespace ekiben::endpoints
