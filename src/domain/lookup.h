// A handle or URL that the owner asked for, and what became of it.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <cstdint>
#include <string>

namespace ekiben::domain {

/// DO NOT CHANGE THESE NUMBERS: they are stored.
enum class LookupState : std::uint8_t { waiting = 0, found = 1, failed = 2 };

struct Lookup {
  Id id;
  std::string query; ///< "@user@domain" or a URL
  LookupState state = LookupState::waiting;
  Id account;        ///< found: the account, or
  Id post;           ///< the post
  std::string error; ///< failed: a sentence for the owner
  Time created_at{};
};

} // namespace ekiben::domain
