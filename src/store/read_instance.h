// Questions: who are we?
#pragma once

#include "base/result.h"
#include "domain/instance.h"
#include "store/reader.h"

#include <optional>

namespace ekiben::store {

/// Nothing before set-up.
Result<std::optional<domain::Instance>> find_instance(const PublicReader& reader);

} // namespace ekiben::store
