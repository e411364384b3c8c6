// Status codes as people read them.
#pragma once

#include <string_view>

namespace ekiben::http {

/// "Not Found"; for a code without a name here "Unknown".
std::string_view reason_phrase(int status);

} // namespace ekiben::http
