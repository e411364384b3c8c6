#include "pure/text/base64.h"
#include "pure/text/hex.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::text;

TEST_CASE("base64 has the vectors of RFC 4648 section 10") {
  const std::pair<const char*, const char*> vectors[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, encoded] : vectors) {
    CHECK(base64_encode(bytes) == encoded);
    CHECK(base64_decode(encoded) == bytes);
  }
}

TEST_CASE("base64 has one text for one value: loose padding, white space and bits left over are refused") {
  for (const char* text :
       {"Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", "Zm9v====", "Zg==Zg==", "Zm-v", "Zm_v"}) {
    INFO(text);
    CHECK_FALSE(base64_decode(text));
  }
}

TEST_CASE("url-safe base64 has no padding and its own alphabet") {
  CHECK(base64url_encode("\xFB\xFF") == "-_8");
  CHECK(base64url_decode("-_8") == "\xFB\xFF");
  CHECK_FALSE(base64url_decode("-_8="));
  CHECK_FALSE(base64url_decode("+/8"));
  CHECK_FALSE(base64url_decode("-_9"));
}

TEST_CASE("every byte survives base64 and hex") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    all += static_cast<char>(byte);
    CHECK(base64_decode(base64_encode(all)) == all);
    CHECK(base64url_decode(base64url_encode(all)) == all);
    CHECK(hex_decode(hex_encode(all)) == all);
  }
}

TEST_CASE("hex reads both cases and refuses the rest") {
  CHECK(hex_encode("\x01\xAB") == "01ab");
  CHECK(hex_decode("01aB") == "\x01\xAB");
  CHECK_FALSE(hex_decode("0"));
  CHECK_FALSE(hex_decode("0g"));
}
