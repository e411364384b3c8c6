// Questions: whose key is this?
#pragma once

#include "base/result.h"
#include "domain/remote_key.h"
#include "store/reader.h"

#include <optional>
#include <string_view>

namespace ekiben::store {

Result<std::optional<domain::RemoteKey>> find_remote_key(const Reader& reader, std::string_view key_id);

} // namespace ekiben::store
