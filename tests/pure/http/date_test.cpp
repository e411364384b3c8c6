#include "pure/http/date.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::http;
using namespace std::chrono;

namespace {
const Time kExample{milliseconds{784'111'777'000}}; // RFC 9110 section 5.6.7
const Time kNow{milliseconds{1'795'500'000'000}};
} // namespace

TEST_CASE("the three dates of RFC 9110 section 5.6.7 are one moment") {
  CHECK(format_http_date(kExample) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", kNow) == kExample);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", kNow) == kExample);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994", kNow) == kExample);
}

TEST_CASE("every moment formats to what reads back") {
  for (std::int64_t second = -1'000'000'000; second < 5'000'000'000; second += 12'345'677) {
    const Time time{seconds{second}};
    REQUIRE(parse_http_date(format_http_date(time), kNow) == time);
  }
  CHECK(format_http_date(Time{milliseconds{-1}}) == "Wed, 31 Dec 1969 23:59:59 GMT");
}

TEST_CASE("a two-digit year more than 50 years ahead is in the past") {
  CHECK(parse_http_date("Thursday, 01-Jan-76 00:00:00 GMT", kNow).has_value() == false); // 1 January 2076 is a Wednesday
  CHECK(parse_http_date("Wednesday, 01-Jan-76 00:00:00 GMT", kNow) == Time{sys_days{year{2076} / 1 / 1}});
  CHECK(parse_http_date("Saturday, 01-Jan-77 00:00:00 GMT", kNow) == Time{sys_days{year{1977} / 1 / 1}});
}

TEST_CASE("loose dates are refused") {
  for (const char* text :
       {"", "Sun, 06 Nov 1994 08:49:37", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:60 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000", " Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 06 Nov -994 08:49:37 GMT", "1994-11-06T08:49:37Z", "784111777"}) {
    INFO(text);
    CHECK_FALSE(parse_http_date(text, kNow));
  }
}
