// Questions: who is logged in?
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/session.h"
#include "store/reader.h"

#include <optional>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// Nothing when there is none or it has expired at `now`.
Result<std::optional<domain::Session>> find_session(const Reader& reader, std::string_view hash, Time now);
/// Last used first, at most 100.
Result<std::vector<domain::Session>> list_sessions(const Reader& reader, Time now);

} // namespace ekiben::store
