#include "pure/json/json.h"
#include "pure/json/read.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::json;

TEST_CASE("item 21: an id is a string, an object with an id, or an array of exactly one of these") {
  CHECK(id_of(Value("x")) == "x");
  CHECK(id_of(Value{{"id", "x"}}) == "x");
  CHECK(id_of(Value::array({"x"})) == "x");
  CHECK(id_of(Value::array({Value{{"id", "x"}}})) == "x");
  CHECK_FALSE(id_of(Value::array({"x", "y"})));
  CHECK_FALSE(id_of(Value::array()));
  CHECK_FALSE(id_of(Value::array({Value::array({"x"})})));
  CHECK_FALSE(id_of(Value("")));
  CHECK_FALSE(id_of(Value(1)));
  CHECK_FALSE(id_of(Value()));
  CHECK_FALSE(id_of(Value{{"id", Value{{"id", "x"}}}}));
  CHECK(find_id(Value{{"inbox", Value{{"id", "x"}}}}, "inbox") == "x");
}

TEST_CASE("a member of the wrong type is absent") {
  const Value value{{"s", "x"}, {"b", true}, {"i", 5}, {"n", nullptr}, {"o", Value::object()}, {"a", Value::array({1})}};
  CHECK(find_string(value, "s") == "x");
  CHECK_FALSE(find_string(value, "i"));
  CHECK_FALSE(find_string(value, "none"));
  CHECK(find_bool(value, "b") == true);
  CHECK_FALSE(find_bool(value, "s"));
  CHECK(find(value, "n") == nullptr);
  CHECK(find_object(value, "o") != nullptr);
  CHECK(find_object(value, "a") == nullptr);
  for (const Value& other : {Value("x"), Value(), Value(1), Value::array({"s"})}) {
    CHECK(find(other, "s") == nullptr);
    CHECK_FALSE(find_string(other, "s"));
    CHECK(list_values(other, "s", 5).empty());
  }
}

TEST_CASE("integers are read where they fit and mean one number") {
  CHECK(find_integer(Value{{"n", 5}}, "n") == 5);
  CHECK(find_integer(Value{{"n", -5}}, "n") == -5);
  CHECK(find_integer(Value{{"n", 5.0}}, "n") == 5);
  CHECK(find_integer(Value{{"n", 9223372036854775807ULL}}, "n") == 9223372036854775807LL);
  CHECK_FALSE(find_integer(Value{{"n", 9223372036854775808ULL}}, "n"));
  CHECK_FALSE(find_integer(Value{{"n", 5.5}}, "n"));
  CHECK_FALSE(find_integer(Value{{"n", 1e300}}, "n"));
  CHECK_FALSE(find_integer(Value{{"n", "5"}}, "n"));
}

TEST_CASE("B37 a list is an array or a single value and never longer than asked for") {
  const Value value{{"to", Value::array({"a", nullptr, Value{{"id", "b"}}, 3, "c"})}, {"cc", "x"}, {"type", Value::array({"Note", 1})}};
  CHECK(list_ids(value, "to", 10) == std::vector<std::string_view>{"a", "b", "c"});
  CHECK(list_ids(value, "cc", 10) == std::vector<std::string_view>{"x"});
  CHECK(list_values(value, "to", 2).size() == 2);
  CHECK(list_values(value, "cc", 0).empty());
  CHECK(list_strings(value, "to", 10) == std::vector<std::string_view>{"a", "c"});
  CHECK(list_ids(value, "bto", 10).empty());
  CHECK(has_string(value, "type", "Note"));
  CHECK(has_string(value, "cc", "x"));
  CHECK_FALSE(has_string(value, "cc", "y"));
  CHECK_FALSE(has_string(value, "none", ""));
}
