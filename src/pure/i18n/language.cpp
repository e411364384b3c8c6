#include "pure/i18n/language.h"

#include <algorithm>

namespace ekiben::i18n {
namespace {

constexpr std::size_t kMaxRead = 1000;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// The language of a range such as "ja", "JA-jp", "en-US".
std::optional<Language> read_range(std::string_view range) {
  if (range.size() < 2 || (range.size() > 2 && range[2] != '-')) {
    return std::nullopt;
  }
  const char two[2] = {lower(range[0]), lower(range[1])};
  return parse_language(std::string_view(two, 2));
}

/// q in thousandths (RFC 9110 section 12.4.2); 0 when malformed, so that nonsense is not a wish.
int read_quality(std::string_view parameters) {
  const auto q = trimmed(parameters);
  if (q.empty()) {
    return 1000;
  }
  if (q.size() < 3 || lower(q[0]) != 'q' || q[1] != '=' || (q[2] != '0' && q[2] != '1') || (q.size() > 3 && q[3] != '.')) {
    return 0;
  }
  int value = (q[2] - '0') * 1000;
  int unit = 100;
  for (std::size_t i = 4; i < q.size() && i < 7; ++i, unit /= 10) {
    if (q[i] < '0' || q[i] > '9') {
      return 0;
    }
    value += (q[i] - '0') * unit;
  }
  return std::min(value, 1000);
}

} // namespace

std::string_view language_tag(Language language) { return language == Language::ja ? "ja" : "en"; }

std::optional<Language> parse_language(std::string_view tag) {
  if (tag == "ja") {
    return Language::ja;
  }
  if (tag == "en") {
    return Language::en;
  }
  return std::nullopt;
}

Language choose_language(std::string_view accept_language) {
  std::string_view rest = accept_language.substr(0, kMaxRead);
  Language best = Language::en;
  int best_quality = 0;
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    const std::string_view item = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const auto semicolon = std::min(item.find(';'), item.size());
    const auto language = read_range(trimmed(item.substr(0, semicolon)));
    if (!language) {
      continue;
    }
    const int quality = read_quality(item.substr(std::min(semicolon + 1, item.size())));
    if (quality > best_quality) {
      best_quality = quality;
      best = *language;
    }
  }
  return best;
}

} // namespace ekiben::i18n
