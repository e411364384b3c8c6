#include "pure/html/link_finder.h"

#include "pure/text/hashtag.h"

#include <algorithm>
#include <array>

namespace ekiben::html {
namespace {

/// Marks behind which Japanese text goes on without a space: a URL never contains them raw in practice.
constexpr std::array<std::string_view, 12> kWideStops = {"、", "。", "「", "」", "『", "』", "（", "）", "【", "】", "　", "！"};

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_domain_byte(char c) { return is_word(c) || c == '-' || c == '.'; }

bool is_stop(std::string_view rest) {
  const char c = rest.front();
  if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '<' || c == '>' || c == '"' || c == '`') {
    return true;
  }
  return std::ranges::any_of(kWideStops, [&](std::string_view stop) { return rest.starts_with(stop); });
}

/// Letters of a name joined by single or repeated '.' and '-' that are never last: "a.b-c".
std::size_t name_length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size() && is_domain_byte(text[at]); at++) {
    if (is_word(text[at])) {
      length = at + 1;
    } else if (at == 0) {
      return 0;
    }
  }
  return length;
}

std::size_t port_length(std::string_view text) {
  std::size_t digits = 0;
  while (text.starts_with(':') && digits + 1 < text.size() && text[digits + 1] >= '0' && text[digits + 1] <= '9') {
    digits++;
  }
  return digits >= 1 && digits <= 5 ? digits + 1 : 0;
}

/// Bytes of the mention at the start of `text`, 0 when there is none.
std::size_t mention_length(std::string_view text) {
  const auto user = name_length(text.substr(1));
  if (user == 0) {
    return 0;
  }
  const auto end = 1 + user;
  if (end < text.size() && text[end] == '@') {
    const auto domain = name_length(text.substr(end + 1));
    if (domain > 0) {
      const auto whole = end + 1 + domain;
      return whole + port_length(text.substr(whole));
    }
    return 0;
  }
  return end;
}

} // namespace

std::string_view leading_url(std::string_view text) {
  const std::string_view scheme = text.starts_with("https://") ? "https://" : text.starts_with("http://") ? "http://" : "";
  if (scheme.empty()) {
    return {};
  }
  std::size_t end = scheme.size();
  // How many more of each bracket were closed than opened decides whether a trailing one belongs to the URL.
  int round = 0;
  int square = 0;
  while (end < text.size() && !is_stop(text.substr(end))) {
    const char c = text[end];
    round += c == '(' ? 1 : c == ')' ? -1 : 0;
    square += c == '[' ? 1 : c == ']' ? -1 : 0;
    end++;
  }
  while (end > scheme.size()) {
    const char last = text[end - 1];
    const bool unbalanced = (last == ')' && round < 0) || (last == ']' && square < 0);
    if (!unbalanced && std::string_view(".,:;!?'").find(last) == std::string_view::npos) {
      break;
    }
    round += last == ')' ? 1 : 0;
    square += last == ']' ? 1 : 0;
    end--;
  }
  return end == scheme.size() ? std::string_view() : text.substr(0, end);
}

std::vector<FoundLink> find_links(std::string_view text) {
  std::vector<FoundLink> found;
  for (std::size_t at = text.find_first_of("h@#"); at != std::string_view::npos; at = text.find_first_of("h@#", at)) {
    const char before = at > 0 ? text[at - 1] : ' ';
    FoundLink link{LinkKind::url, at, 0};
    if (text[at] == 'h' && !is_word(before)) {
      link.length = leading_url(text.substr(at)).size();
    } else if (text[at] == '@' && before != '@' && text::may_precede_tag(text.substr(0, at))) {
      link.kind = LinkKind::mention;
      link.length = mention_length(text.substr(at));
    } else if (text[at] == '#' && before != '#' && text::may_precede_tag(text.substr(0, at))) {
      link.kind = LinkKind::hashtag;
      const auto length = text::hashtag_length(text.substr(at + 1));
      link.length = length == 0 ? 0 : length + 1;
    }
    if (link.length > 0) {
      found.push_back(link);
    }
    at += std::max<std::size_t>(link.length, 1);
  }
  return found;
}

} // namespace ekiben::html
