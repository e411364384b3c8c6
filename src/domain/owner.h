// The one person of the instance, as everybody may see them.
#pragma once

#include "base/clock.h"

#include <string>

namespace ekiben::domain {

struct Owner {
  std::string handle;              ///< user part, as chosen: "mia"
  std::string name;                ///< display name; may be empty
  std::string bio;                 ///< plain text as typed
  std::string language;            ///< "ja" or "en"
  bool approves_followers = false; ///< each follow waits for the owner
  bool discoverable = false;       ///< may be listed and recommended elsewhere (federation item 27)
  Time created_at{};
  Time updated_at{};
};

} // namespace ekiben::domain
