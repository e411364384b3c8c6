#include "pure/text/utf8.h"

namespace ekiben::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// What can hide, reorder or break a line around a name: federation B46.
bool is_forbidden_in_names(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C || c == 0xFEFF;
}

} // namespace

// RFC 3629 section 4, the table of well-formed sequences.
CodePoint first_code_point(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) {
    return {first, 1};
  }
  if (first < 0xC2 || first > 0xF4) {
    return {};
  }
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (text.size() < length) {
    return {};
  }
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) {
    return {};
  }
  char32_t value = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return {};
    }
    value = (value << 6) | (byte(i) & 0x3FU);
  }
  return {value, length};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = first_code_point(text).length;
    if (length == 0) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const auto length = first_code_point(text).length;
    text.remove_prefix(length == 0 ? 1 : length);
    ++count;
  }
  return count;
}

std::string_view first_code_points(std::string_view text, std::size_t max_code_points) {
  std::size_t end = 0;
  for (std::size_t count = 0; count < max_code_points && end < text.size(); ++count) {
    const auto length = first_code_point(text.substr(end)).length;
    end += length == 0 ? 1 : length;
  }
  return text.substr(0, end);
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto length = first_code_point(text).length;
    if (length == 0) {
      append_utf8(out, kReplacement);
      text.remove_prefix(1);
    } else {
      out += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return out;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    code_point = kReplacement;
  }
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::string clean_name(std::string_view text, std::size_t max_code_points) {
  std::string out;
  std::size_t count = 0;
  bool space_waits = false;
  while (!text.empty() && count < max_code_points) {
    auto point = first_code_point(text);
    if (point.length == 0) {
      point = {kReplacement, 1};
    }
    text.remove_prefix(point.length);
    if (is_space(point.value)) {
      space_waits = !out.empty();
      continue;
    }
    if (is_forbidden_in_names(point.value)) {
      continue;
    }
    if (space_waits) {
      // The space only counts when something follows that still fits.
      if (count + 2 > max_code_points) {
        break;
      }
      out += ' ';
      ++count;
      space_waits = false;
    }
    append_utf8(out, point.value);
    ++count;
  }
  return out;
}

} // namespace ekiben::text
