// A stranger's publicKeyPem: what is taken has an allowed kind and size, and verifying with it never crashes.
#include "pure/crypto/keys.h"

#include <cstdint>
#include <cstdlib>

using namespace ekiben::crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto key = PublicKey::from_pem(text)) {
    if (key->type() == KeyType::rsa) {
      const auto again = PublicKey::from_rsa(key->rsa_n(), key->rsa_e());
      if (key->rsa_n().size() < 256 || key->rsa_n().size() > 1024 || !again || again->rsa_n() != key->rsa_n()) {
        std::abort();
      }
    } else if (key->ed25519_raw().size() != 32 || !PublicKey::from_ed25519(key->ed25519_raw())) {
      std::abort();
    }
    if (key->verify("message", text) || !PublicKey::from_pem(key->to_pem())) {
      std::abort();
    }
  }
  return 0;
}
