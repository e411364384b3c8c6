// ISO 8601 times as documents write them (RFC 3339, xsd:dateTime). Dates of HTTP are pure/http's.
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekiben::text {

/// "2026-11-24T15:04:05Z": UTC, whole seconds rounded down (federation item 38).
std::string format_timestamp(Time time);
/// "2026-11-24T15:04:05.123Z".
std::string format_timestamp_milliseconds(Time time);
/// "2026-11-24T15:04:05Z", with a fraction (cut to milliseconds), with an offset (+09:00, +0900), 't' and 'z', or without a zone (UTC, as
/// xsd:dateTime allows). Years 1 to 9999; a leap second counts as the second before.
std::optional<Time> parse_timestamp(std::string_view text);

} // namespace ekiben::text
