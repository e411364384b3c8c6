// HTTP dates (RFC 9110 section 5.6.7).
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekiben::http {

/// IMF-fixdate, the only form we send: "Sun, 06 Nov 1994 08:49:37 GMT". Years 0 to 9999.
std::string format_http_date(Time time);

/// Reads IMF-fixdate and the two obsolete forms (RFC 850 with a two-digit year, asctime), as section 5.6.7 demands of recipients.
/// A weekday that does not fit, a leap second or any other looseness is refused. `now` decides the century of a two-digit year.
std::optional<Time> parse_http_date(std::string_view text, Time now);

} // namespace ekiben::http
