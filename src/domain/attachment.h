// A picture, film or sound that belongs to a post.
#pragma once

#include "base/id.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace ekiben::domain {

/// DO NOT CHANGE THESE NUMBERS: they are stored.
enum class MediaKind : std::uint8_t { image = 0, video = 1, audio = 2, other = 3 };

/// One's own: `file` names the derivative that federates, under DIR/media. Another's: `remote_url`, passed on through /media/remote/ID.
struct Attachment {
  Id id;
  MediaKind kind = MediaKind::image;
  std::string media_type;  ///< "image/jpeg"; for another's as their server said, checked again when passed on
  std::string remote_url;  ///< empty for one's own
  std::string file;        ///< content-addressed name, "ab/abcdef….jpg"; empty for another's
  std::string description; ///< alternative text, plain, at most 1,500 code points of one's own, 10,000 of another's
  int width = 0;           ///< pixels of what is delivered, 0 when unknown
  int height = 0;
  std::string blurhash;          ///< may be empty
  std::array<double, 2> focus{}; ///< -1..1, right and up are positive
};

} // namespace ekiben::domain
