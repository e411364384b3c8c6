// The key pairs that ekiben signs with.
#pragma once

#include "base/clock.h"

#include <string>

namespace ekiben::store {

enum class KeyPurpose { owner, instance };

struct OwnKey {
  KeyPurpose purpose = KeyPurpose::owner;
  std::string private_der; ///< PKCS#8
  std::string public_pem;  ///< SubjectPublicKeyInfo, what the actor document shows
  Time created_at{};
};

} // namespace ekiben::store
