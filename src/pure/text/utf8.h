// UTF-8 (RFC 3629): walking, checking, cutting, and cleaning names that strangers chose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ekiben::text {

/// One code point and the bytes it takes; length 0 when the text is empty or does not start with well-formed UTF-8 (overlong, surrogate,
/// above U+10FFFF, cut off).
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;
};
CodePoint first_code_point(std::string_view text);

bool is_utf8(std::string_view text);
/// Code points; an ill-formed byte counts as one.
std::size_t count_code_points(std::string_view text);
/// The longest prefix of at most `max_code_points`, never cut inside a code point; a view into `text`.
std::string_view first_code_points(std::string_view text, std::size_t max_code_points);
/// Every ill-formed byte replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);
/// Appends `code_point` (U+FFFD for a surrogate or above U+10FFFF).
void append_utf8(std::string& out, char32_t code_point);

/// A name fit to stand in a line of text: valid UTF-8, no control characters (U+0000-001F, U+007F-009F), no bidi controls
/// (U+202A-202E, U+2066-2069, also U+200E, U+200F, U+061C), no line or paragraph separators, runs of white space folded into one space,
/// trimmed, at most `max_code_points` (federation B46).
std::string clean_name(std::string_view text, std::size_t max_code_points);

} // namespace ekiben::text
