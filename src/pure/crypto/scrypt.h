// Password hashes: scrypt (RFC 7914).
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ekiben::crypto {

struct ScryptCost {
  int log2_n = 15; ///< N = 2^log2_n
  std::uint32_t r = 8;
  std::uint32_t p = 3;
  /// Bytes of memory while it runs: 32 MiB with the values above. Run one at a time (design: session).
  std::size_t memory() const { return std::size_t{128} * r * (std::size_t{1} << log2_n); }
};

/// Raw key of `length` bytes. Errors: invalid for a cost above 128 MiB or a length of 0; unavailable when the memory is not there.
Result<std::string> scrypt(std::string_view password, std::string_view salt, const ScryptCost& cost, std::size_t length);

/// "$scrypt$ln=15,r=8,p=3$SALT$HASH" (base64 without padding, 32 bytes of hash). `salt`: 16 random bytes of the caller's. Takes about 0.2
/// s.
Result<std::string> hash_password(std::string_view password, std::string_view salt, const ScryptCost& cost = {});

/// Whether `password` made `encoded`, compared in constant time. invalid when `encoded` is no such text.
Result<bool> verify_password(std::string_view password, std::string_view encoded);

} // namespace ekiben::crypto
