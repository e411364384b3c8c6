#include "pure/http/grammar.h"

#include "pure/text/ascii.h"

#include <algorithm>
#include <array>

namespace ekiben::http {

namespace {

constexpr std::array<bool, 256> kTokenCharacters = [] {
  std::array<bool, 256> table{};
  for (unsigned char c = '0'; c <= '9'; ++c) {
    table[c] = true;
  }
  for (unsigned char c = 'a'; c <= 'z'; ++c) {
    table[c] = true;
  }
  for (unsigned char c = 'A'; c <= 'Z'; ++c) {
    table[c] = true;
  }
  for (const char c : std::string_view("!#$%&'*+-.^_`|~")) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

bool is_whitespace(char c) { return c == ' ' || c == '\t'; }

} // namespace

bool is_token_character(char character) { return kTokenCharacters[static_cast<unsigned char>(character)]; }

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_character); }

bool is_field_value(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return text::is_control(c) && c != '\t'; });
}

std::string_view trim_whitespace(std::string_view text) {
  while (!text.empty() && is_whitespace(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_whitespace(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::string_view take_list_element(std::string_view& rest, char separator) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size(); ++end) {
    const char c = rest[end];
    if (quoted && c == '\\' && end + 1 < rest.size()) {
      ++end;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      break;
    }
  }
  const auto element = trim_whitespace(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return element;
}

bool list_contains(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    if (text::iequals(take_list_element(list), token)) {
      return true;
    }
  }
  return false;
}

} // namespace ekiben::http
