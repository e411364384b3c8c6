// What seen activities are remembered by.
#pragma once

#include "pure/crypto/digest.h"

#include <string>
#include <string_view>

namespace ekiben::store {

/// The first 16 bytes of SHA-256 over actor id, a zero byte (which no URL holds) and activity id.
inline std::string activity_digest(std::string_view actor, std::string_view activity_id) {
  std::string named(actor);
  named += '\0';
  named += activity_id;
  return crypto::sha256(named).substr(0, 16);
}

} // namespace ekiben::store
