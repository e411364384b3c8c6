// The name of a JSON value, for headers that only pass one on.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace ekiben::json {

/// Objects keep their keys sorted: '@context' comes first, and one value has one text.
using Value = nlohmann::json;

} // namespace ekiben::json
