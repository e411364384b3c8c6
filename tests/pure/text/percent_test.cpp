#include "pure/text/percent.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::text;

TEST_CASE("percent-decoding is done once and strictly") {
  CHECK(percent_decode("acct%3Aa%40b%2eexample") == "acct:a@b.example");
  CHECK(percent_decode("%2541") == "%41");
  CHECK(percent_decode("a+b") == "a+b");
  CHECK(percent_decode("%00") == std::string(1, '\0'));
  for (const char* text : {"%", "%4", "%zz", "a%", "%%41"}) {
    CHECK_FALSE(percent_decode(text));
  }
}

TEST_CASE("a form's plus is a space and its %2B a plus") {
  CHECK(form_decode("a+b%2Bc") == "a b+c");
  CHECK_FALSE(form_decode("a%+b"));
}

TEST_CASE("percent-encoding leaves only unreserved characters") {
  CHECK(percent_encode("a-._~Z0/?&= \xE9") == "a-._~Z0%2F%3F%26%3D%20%E9");
  CHECK(percent_decode(percent_encode("\r\n\0 %")) == "\r\n");
}
