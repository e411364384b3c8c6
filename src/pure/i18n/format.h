// Numbers and dates as each language writes them.
#pragma once

#include "base/clock.h"
#include "pure/i18n/language.h"

#include <cstdint>
#include <string>

namespace ekiben::i18n {

/// "1,234"; from 10,000 on short: "1.2万" "3.4億", "12K" "3.4M".
std::string format_count(Language language, std::int64_t count);
/// "1,234,567" in full.
std::string format_exact(std::int64_t count);
/// "Nov 20, 2026" or "2026年11月20日", UTC: absolute, so that the bytes of a public page stay the same.
std::string format_date(Language language, Time time);
/// The same with "17:10 UTC".
std::string format_date_time(Language language, Time time);
/// "2026-11-20T17:10:00Z" for <time datetime>.
std::string format_machine_time(Time time);

} // namespace ekiben::i18n
