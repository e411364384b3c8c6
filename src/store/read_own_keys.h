// Questions: the keys ekiben signs with.
#pragma once

#include "base/result.h"
#include "store/own_key.h"
#include "store/reader.h"

#include <optional>
#include <string>

namespace ekiben::store {

/// With the private key. Nothing before set-up.
Result<std::optional<OwnKey>> find_own_key(const Reader& reader, KeyPurpose purpose);
/// PEM of the public key. Nothing before set-up.
Result<std::optional<std::string>> find_own_public_key(const PublicReader& reader, KeyPurpose purpose);

} // namespace ekiben::store
