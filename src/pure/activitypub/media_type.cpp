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

/// One media type with parameters (RFC 9110 section 8.3.1), up to `stop` outside quotes. `text` is moved behind it.
std::optional<MediaType> read_media_type(std::string_view& text, char stop) {
  MediaType type;
  std::string piece;
  std::vector<std::string> pieces;
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '\\' && at + 1 < text.size()) {
      piece += text[++at];
      continue;
    }
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == stop) {
      break;
    } else if (!quoted && c == ';') {
      pieces.push_back(std::move(piece));
      piece.clear();
    } else {
      piece += c;
    }
  }
  pieces.push_back(std::move(piece));
  text.remove_prefix(at < text.size() ? at + 1 : at);
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

bool has_zero_weight(const MediaType& type) {
  for (const auto& [name, value] : type.parameters) {
    if (name == "q") {
      return value.find_first_not_of("0.") == std::string::npos;
    }
  }
  return false;
}

} // namespace

bool is_activity_type(std::string_view content_type) {
  const auto type = read_media_type(content_type, '\0');
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

bool accepts_activity(std::string_view accept) {
  for (int i = 0; i < 50 && !accept.empty(); ++i) {
    const auto type = read_media_type(accept, ',');
    if (type && (type->name == kActivityJson || type->name == "application/ld+json") && !has_zero_weight(*type)) {
      return true;
    }
  }
  return false;
}

} // namespace ekiben::activitypub
