// A public key of somebody else, stored decoded (design: keys).
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>

namespace ekiben::domain {

enum class RemoteKeyKind { rsa, ed25519 };

struct RemoteKey {
  std::string key_id; ///< byte for byte as in keyId
  std::string owner;  ///< actor id that names this key back (federation B11)
  RemoteKeyKind kind = RemoteKeyKind::rsa;
  std::string n;   ///< RSA modulus, big-endian
  std::string e;   ///< RSA exponent, big-endian
  std::string raw; ///< Ed25519: 32 bytes
  Time fetched_at{};
  std::optional<Time> refetched_at; ///< last time it was asked for again because it did not verify (federation item 46)
};

} // namespace ekiben::domain
