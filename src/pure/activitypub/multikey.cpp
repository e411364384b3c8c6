#include "pure/activitypub/multikey.h"

#include <vector>

namespace ekiben::activitypub {

std::optional<std::string> base58_decode(std::string_view text) {
  constexpr std::string_view kAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  if (text.size() > 200) {
    return std::nullopt;
  }
  std::vector<unsigned> bytes; // little-endian
  std::size_t zeros = 0;
  bool leading = true;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    if (leading && digit == 0) {
      ++zeros;
      continue;
    }
    leading = false;
    unsigned carry = static_cast<unsigned>(digit);
    for (unsigned& byte : bytes) {
      carry += byte * 58;
      byte = carry & 0xFF;
      carry >>= 8;
    }
    while (carry > 0) {
      bytes.push_back(carry & 0xFF);
      carry >>= 8;
    }
  }
  std::string out(zeros, '\0');
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    out += static_cast<char>(*byte);
  }
  return out;
}

Result<crypto::PublicKey> decode_multikey(std::string_view multibase) {
  if (!multibase.starts_with('z')) {
    return fail(ErrorKind::invalid, "the Multikey is not in base58");
  }
  const auto bytes = base58_decode(multibase.substr(1));
  if (!bytes || bytes->size() != 34 || !bytes->starts_with("\xed\x01")) {
    return fail(ErrorKind::invalid, "the Multikey is no Ed25519 key");
  }
  return crypto::PublicKey::from_ed25519(std::string_view(*bytes).substr(2));
}

} // namespace ekiben::activitypub
