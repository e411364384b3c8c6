#include "pure/json/json.h"
#include "pure/json/parse.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::json;

TEST_CASE("a document becomes a tree") {
  const auto value = parse(R"({"id":"https://a.example/1","to":["x",{"y":[null,true,1,-2,2.5]}],"e":{},"f":[]})");
  REQUIRE(value);
  CHECK((*value)["id"] == "https://a.example/1");
  CHECK((*value)["to"][1]["y"].size() == 5);
  CHECK((*value)["to"][1]["y"][3] == -2);
  CHECK((*value)["e"].is_object());
  CHECK((*value)["f"].is_array());
  CHECK(parse("\"a\"")->is_string());
  CHECK(parse(" 1 ")->is_number());
}

TEST_CASE("B15 a key that comes twice counts with its last value, everywhere the same") {
  const auto value =
      parse(R"({"actor":"https://a.example/","actor":{"id":["x"]},"actor":"https://b.example/","o":{"k":[1],"k":{"l":1,"l":2}}})");
  REQUIRE(value);
  CHECK((*value)["actor"] == "https://b.example/");
  CHECK(value->size() == 2);
  CHECK((*value)["o"]["k"] == Value{{"l", 2}});
  CHECK((*parse(R"({"\u0061":1,"a":2})"))["a"] == 2); // the same key in another spelling
}

TEST_CASE("B44 depth is capped at 64 and deep nesting costs no stack") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(parse(nested(64)));
  CHECK_FALSE(parse(nested(65)));
  CHECK_FALSE(parse(std::string(1'000'000, '[')));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) {
    objects += "{\"a\":";
  }
  CHECK_FALSE(parse(objects));
}

TEST_CASE("B37 bytes, elements, keys and values are capped") {
  Limits limits;
  limits.max_bytes = 100;
  limits.max_elements = 3;
  limits.max_keys = 2;
  limits.max_values = 8;
  CHECK(parse("[1,2,3]", limits));
  CHECK_FALSE(parse("[1,2,3,4]", limits));
  CHECK_FALSE(parse("[[],[],[],[]]", limits));
  CHECK(parse(R"({"a":1,"b":2,"a":3})", limits));
  CHECK_FALSE(parse(R"({"a":1,"b":2,"c":3})", limits));
  CHECK(parse("[[1,2],[1,2]]", limits));
  CHECK_FALSE(parse("[[1,2,3],[1,2,3],[1]]", limits));
  CHECK(parse("\"" + std::string(98, 'a') + "\"", limits));
  CHECK(parse("\"" + std::string(99, 'a') + "\"", limits).error().kind == ErrorKind::too_large);
  std::string many = "[";
  for (int i = 0; i < 60'000; ++i) {
    many += "[[]],";
  }
  CHECK_FALSE(parse(many + "1]"));
}

TEST_CASE("what is not JSON is refused with a sentence and never an exception") {
  using namespace std::string_literals;
  for (const auto& text : {""s,         " "s,          "{"s,         "}"s,           "[1,]"s,
                           "{\"a\":}"s, "{\"a\":1,}"s, "{a:1}"s,     "'a'"s,         "nul"s,
                           "[1] 2"s,    "[1]]"s,       "{}x"s,       "01"s,          "+1"s,
                           ".5"s,       "1."s,         "NaN"s,       "Infinity"s,    "/*c*/1"s,
                           "//c\n1"s,   "\"a\nb\""s,   "\"\\x41\""s, "\"\\ud800\""s, "\"\\udc00\\ud800\""s,
                           "\"\0\""s,   "[1\0]"s,      "1e999"s,     "-1e999"s}) {
    INFO(text);
    const auto value = parse(text);
    REQUIRE_FALSE(value);
    CHECK(value.error().kind == ErrorKind::invalid);
    CHECK_FALSE(value.error().message.empty());
  }
}

TEST_CASE("bytes that are no UTF-8 are refused in values and keys") {
  for (const char* text : {"\"\xFF\"", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "\"\xE9\xA7\"", "{\"\xFF\":1}"}) {
    CHECK_FALSE(parse(text));
  }
}

TEST_CASE("numbers of any length are read or refused") {
  CHECK(parse("18446744073709551615")->is_number_unsigned());
  CHECK(parse("-9223372036854775808")->is_number_integer());
  CHECK(parse("99999999999999999999")->is_number_float());
  CHECK(parse("1e-9999"));
  CHECK_FALSE(parse(std::string(100'000, '9')));
  CHECK(parse("0." + std::string(100'000, '9')));
}
