#include "pure/signatures/structured_fields.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::signatures::structured;

TEST_CASE("a dictionary holds items, inner lists, parameters and bare keys") {
  const auto dictionary =
      parse_dictionary(R"(a=1, b="x\"\\y";p;q=-5 ,	c=tok/en:1;z=?0, d=:Zm9v:, e=("f" "g";h  i);j="k", l;m=1, n=?1, o=())");
  REQUIRE(dictionary);
  REQUIRE(dictionary->size() == 8);
  CHECK(std::get<std::int64_t>(std::get<Item>((*dictionary)[0].value).value) == 1);
  CHECK(std::get<std::string>(std::get<Item>((*dictionary)[1].value).value) == "x\"\\y");
  CHECK(std::get<Token>(std::get<Item>((*dictionary)[2].value).value).text == "tok/en:1");
  CHECK(*(*dictionary)[3].bytes() == "foo");
  REQUIRE((*dictionary)[4].inner_list());
  CHECK((*dictionary)[4].inner_list()->items.size() == 3);
  CHECK(format_inner_list(*(*dictionary)[4].inner_list()) == R"(("f" "g";h i);j="k")");
  CHECK(std::get<Item>((*dictionary)[5].value).value == BareItem(true));
  CHECK(format_item(std::get<Item>((*dictionary)[1].value)) == R"("x\"\\y";p;q=-5)");
  CHECK(format_item(std::get<Item>((*dictionary)[2].value)) == "tok/en:1;z=?0");
  CHECK(format_item(std::get<Item>((*dictionary)[3].value)) == ":Zm9v:");
  CHECK(format_inner_list(*(*dictionary)[7].inner_list()) == "()");
  CHECK(parse_dictionary("")->empty());
  CHECK(parse_dictionary("   ")->empty());
}

TEST_CASE("what is not the grammar of RFC 9651 is refused") {
  for (const char* text : {"=",          "A=1",
                           "1=1",        "a=",
                           "a=1,",       "a=1 b=2",
                           "a=1;",       "a=1;B",
                           "a=\"x",      "a=\"x\\y\"",
                           "a=\"\x7F\"", "a=\"\xC3\xA4\"",
                           "a=:Zm9v",    "a=:Zm9:",
                           "a=:Z m9v:",  "a=?2",
                           "a=?",        "a=(",
                           "a=(1",       "a=(1,2)",
                           "a=(1\t2)",   "a=(\"x\"\"y\")",
                           "a=-",        "a=1234567890123456",
                           "a=1.5",      "a=@1",
                           "a=%\"x\"",   "a=1,,b=2",
                           ",a=1",       "a=1\n",
                           "a=((1))",    "a= 1",
                           "a =1",       "a=;b"}) {
    INFO(text);
    CHECK_FALSE(parse_dictionary(text));
  }
}

TEST_CASE("a key or parameter that comes twice is refused") {
  CHECK_FALSE(parse_dictionary("a=1, a=2"));
  CHECK_FALSE(parse_dictionary("a=1;b=1;b=2"));
}

TEST_CASE("B37 members, items, parameters and bytes are capped") {
  const auto many = [](std::size_t count, const char* piece, const char* separator) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
      out.append(i == 0 ? "" : separator).append(piece).append(std::to_string(i));
    }
    return out;
  };
  CHECK(parse_dictionary(many(kMaxMembers, "a", ",")));
  CHECK_FALSE(parse_dictionary(many(kMaxMembers + 1, "a", ",")));
  CHECK(parse_dictionary("a=(" + many(kMaxItems, "a", " ") + ")"));
  CHECK_FALSE(parse_dictionary("a=(" + many(kMaxItems + 1, "a", " ") + ")"));
  CHECK_FALSE(parse_dictionary("a;" + many(kMaxParameters + 1, "b", ";")));
  CHECK_FALSE(parse_dictionary("a=\"" + std::string(kMaxFieldBytes, 'x') + "\""));
}
