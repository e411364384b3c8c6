// Writes the head of an answer. What would break it (a line end in a value) is refused here, whoever put it there.
#pragma once

#include "pure/http/headers.h"

#include <cstddef>
#include <string>

namespace ekiben::http {

/// Appends "HTTP/1.1 200 OK\r\n" and the fields, each with its line end, without the final blank line. Fields that the server itself
/// decides (Connection, Content-Length, Transfer-Encoding, Date, Keep-Alive) are left out. False, and `out` as it was, when a name is no
/// token or a value has a control character.
[[nodiscard]] bool append_response_head(std::string& out, int status, const Headers& headers);

/// True for statuses whose answers never have a body (1xx, 204, 304; RFC 9110 section 6.4.1).
bool is_bodiless(int status);

/// Appends "name: N\r\n".
void append_field(std::string& out, std::string_view name, std::size_t value);

} // namespace ekiben::http
