// Who a post is for. Inside ekiben these four words, whatever a protocol calls them.
#pragma once

#include <cstdint>

namespace ekiben::domain {

/// DO NOT CHANGE THESE NUMBERS: they are stored.
enum class Visibility : std::uint8_t {
  public_ = 0,   ///< everybody, and shown in public lists
  unlisted = 1,  ///< everybody who has the link, not in public lists
  followers = 2, ///< the author's followers and who is mentioned
  direct = 3     ///< who is mentioned, nobody else
};

} // namespace ekiben::domain
