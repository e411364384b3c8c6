#include "pure/http/conditional.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::http;

TEST_CASE("a tag follows from the bytes alone") {
  CHECK(strong_etag("a") == strong_etag("a"));
  CHECK(strong_etag("a") != strong_etag("b"));
  CHECK(strong_etag("") != strong_etag(std::string_view("\0", 1)));
  CHECK(strong_etag("a").front() == '"');
  CHECK(strong_etag("a").back() == '"');
}

TEST_CASE("If-None-Match compares weakly and reads lists") {
  CHECK(if_none_match_names("\"x\"", "\"x\""));
  CHECK(if_none_match_names("\"a\", W/\"x\"", "\"x\""));
  CHECK(if_none_match_names("\"a,b\" , \"x\"", "\"x\""));
  CHECK(if_none_match_names("\"x\"", "W/\"x\""));
  CHECK(if_none_match_names(" * ", "\"x\""));
  CHECK_FALSE(if_none_match_names("", "\"x\""));
  CHECK_FALSE(if_none_match_names("x", "\"x\""));
  CHECK_FALSE(if_none_match_names("\"x", "\"x\""));
  CHECK_FALSE(if_none_match_names("*", ""));
}
