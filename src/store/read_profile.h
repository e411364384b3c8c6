// Questions: the owner, as everybody may see them.
#pragma once

#include "base/result.h"
#include "domain/owner.h"
#include "store/reader.h"

#include <cstddef>
#include <optional>
#include <string>

namespace ekiben::store {

struct Profile {
  domain::Owner owner;
  std::size_t followers = 0; ///< accepted ones
  std::size_t following = 0; ///< nobody yet: following comes with posts
  std::size_t posts = 0;     ///< none yet
};

/// Nothing before set-up.
Result<std::optional<Profile>> find_profile(const PublicReader& reader);
Result<std::optional<domain::Owner>> find_owner(const PublicReader& reader);

} // namespace ekiben::store
