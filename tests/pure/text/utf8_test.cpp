#include "pure/text/utf8.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::text;

TEST_CASE("well-formed UTF-8 is walked code point by code point") {
  CHECK(first_code_point("a").value == U'a');
  CHECK(first_code_point("\xC3\xA4").value == U'\u00E4');
  CHECK(first_code_point("\xE9\xA7\x85x").value == U'\u99C5');
  CHECK(first_code_point("\xE9\xA7\x85x").length == 3);
  CHECK(first_code_point("\xF0\x9F\x8D\xB1").value == U'\U0001F371');
  CHECK(first_code_point("").length == 0);
  CHECK(count_code_points("\xE9\xA7\x85\xE5\xBC\x81") == 2);
}

TEST_CASE("overlong forms, surrogates, cut sequences and what lies above U+10FFFF are no UTF-8") {
  for (const char* text : {"\x80", "\xC0\xAF", "\xC1\x81", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80", "\xED\xBF\xBF",
                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE9\xA7", "\xF0\x9F\x8D", "\xC3(", "\xE9(\x85"}) {
    CHECK_FALSE(is_utf8(text));
    CHECK(is_utf8(to_valid_utf8(text)));
  }
  CHECK(is_utf8("\xEE\x80\x80\xF4\x8F\xBF\xBF\xC2\x80"));
}

TEST_CASE("every code point is written as it is read") {
  for (char32_t value = 0; value <= 0x10FFFF; value += value < 0x3000 ? 1 : 97) {
    if (value >= 0xD800 && value <= 0xDFFF) {
      continue;
    }
    std::string text;
    append_utf8(text, value);
    const auto read = first_code_point(text);
    if (read.value != value || read.length != text.size()) {
      FAIL("code point " << static_cast<unsigned>(value));
    }
  }
  std::string surrogate;
  append_utf8(surrogate, 0xD800);
  CHECK(surrogate == "\xEF\xBF\xBD");
}

TEST_CASE("a text is never cut inside a character") {
  CHECK(first_code_points("\xE9\xA7\x85\xE5\xBC\x81", 1) == "\xE9\xA7\x85");
  CHECK(first_code_points("abc", 5) == "abc");
  CHECK(first_code_points("abc", 0).empty());
}

TEST_CASE("B46 names lose bidi controls, line breaks and control characters") {
  CHECK(clean_name("a\xE2\x80\xAE"
                   "b\xE2\x81\xA6"
                   "c\xE2\x81\xA9",
                   50) == "abc"); // U+202E, U+2066, U+2069
  for (const char* control : {"\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6",
                              "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9", "\x01", "\x1B", "\x7F", "\xC2\x9B"}) {
    CHECK(clean_name(control, 50).empty());
  }
  CHECK(clean_name(" a \r\n\t b\xE2\x80\xA8"
                   "c ",
                   50) == "a b c");
  CHECK(clean_name("\xE9\xA7\x85\xE3\x80\x80\xE5\xBC\x81", 50) == "\xE9\xA7\x85 \xE5\xBC\x81");
  CHECK(clean_name("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80", 50) ==
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80"); // joined emoji stay
  CHECK(clean_name("a\xFF", 50) == "a\xEF\xBF\xBD");
}

TEST_CASE("B37 names are cut at their limit without a space at the end") {
  CHECK(clean_name("ab cd", 3) == "ab");
  CHECK(clean_name("ab cd", 4) == "ab c");
  CHECK(clean_name(std::string(100'000, 'a'), 30).size() == 30);
}
