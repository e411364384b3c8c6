// Letters of ASCII, without a locale: what protocols compare and trim.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ekiben::text {

constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_alphanumeric(char c) { return is_digit(c) || is_letter(c); }
/// 0x00-0x1F and 0x7F.
constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
constexpr bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      return false;
    }
  }
  return true;
}

/// A-Z to a-z; every other byte stays.
std::string lower(std::string_view text);
/// Equal but for the case of A-Z.
bool iequals(std::string_view a, std::string_view b);
bool istarts_with(std::string_view text, std::string_view prefix);

/// Without spaces, tabs, CR and LF at both ends; a view into `text`.
std::string_view trim(std::string_view text);
/// The pieces between separators, empty ones too; at least one, at most `max_pieces` (the last then holds the whole rest).
std::vector<std::string_view> split(std::string_view text, char separator, std::size_t max_pieces = 1000);
/// The text up to the first separator, and what follows it (nothing when there is none).
struct Halves {
  std::string_view before;
  std::string_view after;
  bool found = false;
};
Halves cut(std::string_view text, char separator);

} // namespace ekiben::text
