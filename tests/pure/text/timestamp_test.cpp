#include "pure/text/timestamp.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::text;
using namespace std::chrono;

namespace {
Time at(std::int64_t milliseconds_since_1970) { return Time(milliseconds(milliseconds_since_1970)); }
} // namespace

TEST_CASE("item 38: times are written in UTC with whole seconds and Z") {
  CHECK(format_timestamp(at(0)) == "1970-01-01T00:00:00Z");
  CHECK(format_timestamp(at(1'700'000'000'999)) == "2023-11-14T22:13:20Z");
  CHECK(format_timestamp_milliseconds(at(1'700'000'000'009)) == "2023-11-14T22:13:20.009Z");
  CHECK(format_timestamp(at(-1)) == "1969-12-31T23:59:59Z");
}

TEST_CASE("times of peers are read with fraction, offset, small letters or no zone") {
  CHECK(parse_timestamp("2023-11-14T22:13:20Z") == at(1'700'000'000'000));
  CHECK(parse_timestamp("2023-11-14T22:13:20.1239999Z") == at(1'700'000'000'123));
  CHECK(parse_timestamp("2023-11-15T07:13:20+09:00") == at(1'700'000'000'000));
  CHECK(parse_timestamp("2023-11-14T17:13:20-0500") == at(1'700'000'000'000));
  CHECK(parse_timestamp("2023-11-14t22:13:20z") == at(1'700'000'000'000));
  CHECK(parse_timestamp("2023-11-14T22:13:20") == at(1'700'000'000'000));
  CHECK(parse_timestamp("2016-12-31T23:59:60Z") == parse_timestamp("2016-12-31T23:59:59Z"));
  CHECK(parse_timestamp("2024-02-29T00:00:00Z"));
}

TEST_CASE("what is no time is refused") {
  for (const char* text :
       {"", "2023", "2023-11-14", "2023-13-01T00:00:00Z", "2023-02-29T00:00:00Z", "2023-11-14T24:00:00Z", "2023-11-14T22:60:00Z",
        "2023-11-14T22:13:61Z", "2023-11-14T22:13:20.Z", "2023-11-14T22:13:20ZZ", "2023-11-14T22:13:20+9:00", "2023-11-14T22:13:20+24:00",
        "12023-11-14T22:13:20Z", "-023-11-14T22:13:20Z", "0000-01-01T00:00:00Z", "2023-11-14T22:13Z"}) {
    INFO(text);
    CHECK_FALSE(parse_timestamp(text));
  }
}

TEST_CASE("a time written is the time read") {
  for (const std::int64_t value : {0LL, 951'782'400'000LL, 4'102'444'799'000LL, 253'402'300'799'000LL}) {
    CHECK(parse_timestamp(format_timestamp(at(value))) == at(value));
  }
}
