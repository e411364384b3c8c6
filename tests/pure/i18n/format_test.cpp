#include "pure/i18n/format.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::i18n;

TEST_CASE("counts are exact below ten thousand and short above") {
  CHECK(format_count(Language::en, 0) == "0");
  CHECK(format_count(Language::en, 9999) == "9,999");
  CHECK(format_count(Language::en, 12'345) == "12.3K");
  CHECK(format_count(Language::en, 3'400'000) == "3.4M");
  CHECK(format_count(Language::ja, 12'345) == "1.2万");
  CHECK(format_count(Language::ja, 340'000'000) == "3.4億");
  CHECK(format_count(Language::ja, 10'000) == "1万");
  CHECK(format_exact(1'234'567'890) == "1,234,567,890");
}

TEST_CASE("dates are absolute and in UTC") {
  const Time time{std::chrono::sys_days(std::chrono::year(2026) / 11 / 20) + std::chrono::hours(17) + std::chrono::minutes(5)};
  CHECK(format_date(Language::en, time) == "Nov 20, 2026");
  CHECK(format_date(Language::ja, time) == "2026年11月20日");
  CHECK(format_date_time(Language::en, time) == "Nov 20, 2026 17:05 UTC");
  CHECK(format_machine_time(time) == "2026-11-20T17:05:00Z");
}

TEST_CASE("the edges of time do not break a page") {
  CHECK(format_date(Language::en, Time{}) == "Jan 1, 1970");
  CHECK(format_date(Language::en, Time{std::chrono::milliseconds(-1)}) == "Dec 31, 1969");
}
