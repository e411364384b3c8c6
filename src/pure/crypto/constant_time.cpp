#include "pure/crypto/constant_time.h"

#include <openssl/crypto.h>

namespace ekiben::crypto {

bool equals(std::string_view a, std::string_view b) { return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0; }

void wipe(std::string& secret) {
  OPENSSL_cleanse(secret.data(), secret.size());
  secret.clear();
}

} // namespace ekiben::crypto
