// Methods as words and as values.
#pragma once

#include "pure/http/request.h"

#include <string_view>

namespace ekiben::http {

/// Case counts (RFC 9110 section 9.1): "get" is another method, so Method::other.
Method parse_method(std::string_view text);
/// "GET"; for Method::other "".
std::string_view format_method(Method method);

} // namespace ekiben::http
