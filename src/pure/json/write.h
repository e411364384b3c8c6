// JSON values to text.
#pragma once

#include "pure/json/json_fwd.h"

#include <string>
#include <string_view>

namespace ekiben::json {

/// Compact, UTF-8 as it is; bytes that are no UTF-8 become U+FFFD instead of an exception. Keys sorted.
std::string to_text(const Value& value);
/// `text` as a JSON string with its quotes, for writers that put documents together by hand.
std::string quote(std::string_view text);

} // namespace ekiben::json
