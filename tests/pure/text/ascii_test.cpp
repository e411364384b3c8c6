#include "pure/text/ascii.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::text;

TEST_CASE("only A-Z change their case, whatever the locale says") {
  CHECK(lower("Content-TYPE \xC3\x84") == "content-type \xC3\x84");
  CHECK(iequals("SHA-256", "sha-256"));
  CHECK_FALSE(iequals("sha-256", "sha-25"));
  CHECK_FALSE(iequals("@", "`")); // 0x40 and 0x60 differ in the case bit and are no letters
  CHECK(istarts_with("Signature keyId", "signature "));
}

TEST_CASE("trimming takes white space off both ends and nothing else") {
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim(" \t ").empty());
  CHECK(trim("").empty());
}

TEST_CASE("splitting keeps empty pieces and stops at its limit with the rest in the last piece") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(split("a,b,c", ',', 2) == std::vector<std::string_view>{"a", "b,c"});
}

TEST_CASE("cutting says whether the separator was there") {
  CHECK(cut("a=b=c", '=').after == "b=c");
  CHECK(cut("a=", '=').found);
  CHECK_FALSE(cut("a", '=').found);
}
