// Bytes as hexadecimal digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekiben::text {

/// The value of one hexadecimal digit of either case, or -1.
constexpr int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  return -1;
}

/// Two lower-case digits a byte.
std::string hex_encode(std::string_view bytes);
/// Digits of either case, an even number of them.
std::optional<std::string> hex_decode(std::string_view text);

} // namespace ekiben::text
