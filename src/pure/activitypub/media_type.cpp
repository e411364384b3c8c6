#include "pure/activitypub/media_type.h"

#include "pure/text/ascii.h"

#include <optional>
#include <string>
#include <vector>

namespace ekiben::activitypub {
namespace {

struct MediaType {
  std::string name; ///< lower case
  std::vector<std::pair<std::string, std::string>> parameters;
};

/// A media type with its parameters (RFC 9110 section 8.3.1).
std::optional<MediaType> read_media_type(std::string_view text) {
  MediaType type;
  std::string piece;
  std::vector<std::string> pieces;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '\\' && at + 1 < text.size()) {
      piece += text[++at];
      continue;
    }
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ';') {
      pieces.push_back(std::move(piece));
      piece.clear();
    } else {
      piece += c;
    }
  }
  pieces.push_back(std::move(piece));
  if (quoted || pieces.size() > 20) {
    return std::nullopt;
  }
  type.name = text::lower(text::trim(pieces.front()));
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const auto halves = text::cut(pieces[i], '=');
    type.parameters.emplace_back(text::lower(text::trim(halves.before)), std::string(text::trim(halves.after)));
  }
  return type;
}

bool names_activity_streams(std::string_view profile) {
  for (const std::string_view url : text::split(profile, ' ', 20)) {
    if (url == kActivityStreams) {
      return true;
    }
  }
  return false;
}

} // namespace

bool is_activity_type(std::string_view content_type) {
  const auto type = read_media_type(content_type);
  if (!type) {
    return false;
  }
  if (type->name == kActivityJson) {
    return true;
  }
  if (type->name != "application/ld+json") {
    return false;
  }
  for (const auto& [name, value] : type->parameters) {
    if (name == "profile") {
      return names_activity_streams(value);
    }
  }
  return false;
}

} // namespace ekiben::activitypub
