// What a key is made of, for this folder alone.
#pragma once

#include "pure/crypto/handles.h"
#include "pure/crypto/keys.h"

namespace ekiben::crypto {

struct PublicKey::Impl {
  Pkey key;
  KeyType type = KeyType::rsa;
  std::string n;
  std::string e;
  std::string raw;

  /// Takes the key if it is of a kind and size that counts.
  static Result<std::shared_ptr<const Impl>> adopt(Pkey key);
};

struct PrivateKey::Impl {
  Pkey key;
};

} // namespace ekiben::crypto
