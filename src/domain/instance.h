// What the instance is, decided once at set-up.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <string>

namespace ekiben::domain {

struct Instance {
  std::string base_url;      ///< origin without a slash at the end: "https://social.example"; all ids begin with it
  std::string handle_domain; ///< "example": the part after the @; may differ from the base URL's host (split domain)
  std::string instance_id;   ///< 32 lower-case hexadecimal digits, random: which instance a data directory or a backup belongs to
  std::int64_t epoch = 1;    ///< counts restores, so that a copy knows that it is older
  Time created_at{};
};

} // namespace ekiben::domain
