// Cookies as a browser sends them back (RFC 6265 section 5.4).
#pragma once

#include "pure/http/headers.h"

#include <optional>
#include <string_view>

namespace ekiben::http {

/// The value of the cookie `name`, raw and without quotes, a view into `headers`. Nothing when it is absent or when it was sent twice with
/// different values: somebody planted a second one, and guessing which is ours would be their choice.
std::optional<std::string_view> find_cookie(const Headers& headers, std::string_view name);

} // namespace ekiben::http
