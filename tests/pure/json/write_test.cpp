#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/json/write.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::json;

TEST_CASE("text is compact, UTF-8 as it is, keys sorted with @context first") {
  CHECK(to_text(Value{{"type", "Note"}, {"@context", "x"}, {"id", "\xE9\xA7\x85"}}) ==
        "{\"@context\":\"x\",\"id\":\"\xE9\xA7\x85\",\"type\":\"Note\"}");
}

TEST_CASE("bytes that are no UTF-8 are replaced, not thrown") { CHECK(to_text(Value("a\xFF")) == "\"a\xEF\xBF\xBD\""); }

TEST_CASE("a quoted text is one JSON string") {
  CHECK(quote("a\"b\\\n\x01") == "\"a\\\"b\\\\\\n\\u0001\"");
  CHECK(*parse(quote("\xF0\x9F\x8D\xB1")) == "\xF0\x9F\x8D\xB1");
}

TEST_CASE("what was written is what is read") {
  const std::string text = R"({"a":[1,2.5,null,true,{"b":"\u0000"}],"c":-7})";
  CHECK(to_text(*parse(text)) == text);
}
