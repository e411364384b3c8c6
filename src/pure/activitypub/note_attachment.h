// A picture, film or sound of a post, as documents describe it (items 90-92).
#pragma once

#include <array>
#include <string>

namespace ekiben::activitypub {

enum class NoteMedia { image, video, audio, other };

struct NoteAttachment {
  NoteMedia kind = NoteMedia::image;
  std::string media_type;
  std::string url;
  std::string description;
  std::string blurhash;
  int width = 0;
  int height = 0;
  std::array<double, 2> focus{};
};

} // namespace ekiben::activitypub
