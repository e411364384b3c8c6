#include "pure/http/accept.h"

#include "pure/http/grammar.h"
#include "pure/text/ascii.h"

#include <algorithm>
#include <optional>

namespace ekiben::http {

namespace {

constexpr std::string_view kProfile = "https://www.w3.org/ns/activitystreams";
/// More ranges than any browser sends; the rest of a longer list is not read.
constexpr int kMaxRanges = 64;
constexpr int kFullWeight = 1000;

/// qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ), in thousandths. Anything else weighs nothing.
int parse_weight(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') || (text.size() > 1 && text[1] != '.')) {
    return 0;
  }
  int weight = (text[0] - '0') * kFullWeight;
  int place = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (!text::is_digit(c)) {
      return 0;
    }
    weight += (c - '0') * place;
    place /= 10;
  }
  return weight > kFullWeight ? 0 : weight;
}

struct Range {
  std::string_view name;    ///< "text/html", "ja-JP", "gzip"
  std::string_view profile; ///< of a media type, without its quotes
  int weight = kFullWeight;
};

Range parse_range(std::string_view text) {
  Range range{take_list_element(text, ';'), {}, kFullWeight};
  while (!text.empty()) {
    const auto [name, value, found] = text::cut(take_list_element(text, ';'), '=');
    if (text::iequals(trim_whitespace(name), "q")) {
      range.weight = parse_weight(trim_whitespace(value));
    } else if (text::iequals(trim_whitespace(name), "profile")) {
      range.profile = trim_whitespace(value);
      if (range.profile.size() >= 2 && range.profile.front() == '"' && range.profile.back() == '"') {
        range.profile = range.profile.substr(1, range.profile.size() - 2);
      }
    }
  }
  return range;
}

template <typename Visit> void for_each_range(std::string_view list, Visit visit) {
  for (int i = 0; !list.empty() && i < kMaxRanges; ++i) {
    if (const auto element = take_list_element(list); !element.empty()) {
      visit(parse_range(element));
    }
  }
}

bool names_activity_streams(const Range& range) {
  if (text::iequals(range.name, "application/activity+json")) {
    return true;
  }
  if (!text::iequals(range.name, "application/ld+json")) {
    return false;
  }
  for (std::string_view rest = range.profile; !rest.empty();) {
    if (take_list_element(rest, ' ') == kProfile) {
      return true;
    }
  }
  return false;
}

} // namespace

Representation choose_representation(std::string_view accept) {
  int activity = 0;
  int html = 0;
  for_each_range(accept, [&](const Range& range) {
    if (names_activity_streams(range)) {
      activity = std::max(activity, range.weight);
    } else if (text::iequals(range.name, "text/html") || text::iequals(range.name, "application/xhtml+xml")) {
      html = std::max(html, range.weight);
    }
  });
  return activity > 0 && activity >= html ? Representation::activity : Representation::html;
}

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<int> gzip;
  int anything = 0;
  for_each_range(accept_encoding, [&](const Range& range) {
    if (text::iequals(range.name, "gzip") || text::iequals(range.name, "x-gzip")) {
      gzip = range.weight;
    } else if (range.name == "*") {
      anything = range.weight;
    }
  });
  return gzip.value_or(anything) > 0;
}

} // namespace ekiben::http
