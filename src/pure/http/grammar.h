// The few characters and lists that all of HTTP is made of (RFC 9110 section 5.6).
#pragma once

#include <string_view>

namespace ekiben::http {

/// tchar: what names of fields and methods consist of.
bool is_token_character(char character);
/// One or more tchar.
bool is_token(std::string_view text);
/// A field value as it may stand on the wire: no control characters but HTAB, nothing that ends a line.
bool is_field_value(std::string_view text);

/// Without the spaces and tabs (OWS) at both ends.
std::string_view trim_whitespace(std::string_view text);

/// Takes the next element of a comma separated list from the front of `rest`, trimmed; commas inside quoted strings do not count.
/// Empty elements come out empty. Call while `rest` is not empty.
std::string_view take_list_element(std::string_view& rest, char separator = ',');
/// True when the comma separated list holds `token`, in any case (RFC 9110 section 7.6.1).
bool list_contains(std::string_view list, std::string_view token);

} // namespace ekiben::http
