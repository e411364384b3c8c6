// Questions: is this set-up token good?
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/reader.h"

#include <string_view>

namespace ekiben::store {

/// True when it exists, was not used and has not expired at `now`.
Result<bool> is_setup_token_valid(const Reader& reader, std::string_view hash, Time now);

} // namespace ekiben::store
