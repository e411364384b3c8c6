// Multikeys: a public key as "z6Mk..." (https://www.w3.org/TR/cid-1.0/#Multikey, FEP-521a).
#pragma once

#include "base/result.h"
#include "pure/crypto/keys.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekiben::activitypub {

/// Base58 with Bitcoin's alphabet. O(n²): at most 200 characters are read.
std::optional<std::string> base58_decode(std::string_view text);

/// 'z' (base58btc), then the prefix 0xed 0x01 and 32 bytes: Ed25519. Other kinds are invalid.
Result<crypto::PublicKey> decode_multikey(std::string_view multibase);

} // namespace ekiben::activitypub
