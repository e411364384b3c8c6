#include "pure/http/cookie.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::http;

namespace {

Headers with(std::initializer_list<const char*> cookies) {
  Headers headers;
  for (const char* cookie : cookies) {
    headers.add("cookie", cookie);
  }
  return headers;
}

} // namespace

TEST_CASE("a cookie is found among others, in one field or several") {
  const auto headers = with({"a=1; __Host-session=abc; b=2", "c=\"quoted\"; d=x=y"});
  CHECK(find_cookie(headers, "__Host-session") == "abc");
  CHECK(find_cookie(headers, "b") == "2");
  CHECK(find_cookie(headers, "c") == "quoted");
  CHECK(find_cookie(headers, "d") == "x=y");
  CHECK_FALSE(find_cookie(headers, "session"));
  CHECK_FALSE(find_cookie(headers, "A"));
  CHECK_FALSE(find_cookie(Headers(), "a"));
}

TEST_CASE("two cookies of one name with different values are trusted by nobody") {
  CHECK_FALSE(find_cookie(with({"s=1; s=2"}), "s"));
  CHECK_FALSE(find_cookie(with({"s=1", "s=2"}), "s"));
  CHECK(find_cookie(with({"s=1; s=1"}), "s") == "1");
}

TEST_CASE("malformed cookies harm nobody") {
  const auto headers = with({";;=;a;  ;b=;\"; c=1"});
  CHECK(find_cookie(headers, "c") == "1");
  CHECK(find_cookie(headers, "b") == "");
  CHECK_FALSE(find_cookie(headers, "a"));
}
