// Questions: what the owner's password is checked against.
#pragma once

#include "base/result.h"
#include "store/reader.h"

#include <optional>
#include <string>

namespace ekiben::store {

/// The text given to insert_owner or update_password_hash; nothing before set-up.
Result<std::optional<std::string>> find_password_hash(const Reader& reader);

} // namespace ekiben::store
