// For this folder: a post that must be there.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "domain/post.h"
#include "store/reader.h"

namespace ekiben::actions {

/// As the owner may see it. Errors: not_found.
Result<domain::Post> load_post(const store::Reader& reader, Id id);

} // namespace ekiben::actions
