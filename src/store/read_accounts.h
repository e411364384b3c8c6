// Questions: who is this, on another server?
#pragma once

#include "base/result.h"
#include "domain/remote_account.h"
#include "store/reader.h"

#include <optional>
#include <string_view>

namespace ekiben::store {

/// By actor id, byte for byte.
Result<std::optional<domain::RemoteAccount>> find_account_by_actor(const Reader& reader, std::string_view actor);
Result<std::optional<domain::RemoteAccount>> find_account(const Reader& reader, Id id);
/// By handle, lower-case domain; the user part without regard to ASCII case.
Result<std::optional<domain::RemoteAccount>> find_account_by_handle(const Reader& reader, std::string_view user, std::string_view domain);
/// One index look-up: for the flood of Delete and Update of people we never heard of (federation item 59).
Result<bool> is_account_known(const Reader& reader, std::string_view actor);

} // namespace ekiben::store
