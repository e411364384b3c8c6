// Questions: is the file whole?
#pragma once

#include "base/result.h"
#include "store/reader.h"

namespace ekiben::store {

/// SQLite's integrity check and foreign keys; reads the whole file. Errors: broken, with the first finding.
Result<void> check_integrity(const Reader& reader);

} // namespace ekiben::store
