// Questions: was this here already?
#pragma once

#include "base/result.h"
#include "store/reader.h"

#include <string_view>

namespace ekiben::store {

Result<bool> is_activity_seen(const Reader& reader, std::string_view actor, std::string_view activity_id);

} // namespace ekiben::store
