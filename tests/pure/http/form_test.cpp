#include "pure/http/form.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::http;

TEST_CASE("a form is decoded field by field") {
  const auto form = parse_form("name=%E9%A7%85%E5%BC%81+box&empty=&bare&x=1&x=2&&=v");
  REQUIRE(form);
  CHECK(form->find("name") == "駅弁 box");
  CHECK(form->find("empty") == "");
  CHECK(form->find("bare") == "");
  CHECK_FALSE(form->find("missing"));
  CHECK(form->value("missing").empty());
  CHECK(form->list_values("x") == std::vector<std::string_view>{"1", "2"});
  CHECK(form->find("x") == "1");
  CHECK(form->find("") == "v");
}

TEST_CASE("an ampersand or equals sign inside a value is encoded and stays inside") {
  const auto form = parse_form("a=1%262%3D3&b=x=y");
  REQUIRE(form);
  CHECK(form->find("a") == "1&2=3");
  CHECK(form->find("b") == "x=y");
}

TEST_CASE("what is no UTF-8 text is refused") {
  for (const char* text : {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%c0%80", "%ed%a0%80=1", "a=%00", "a=\xff"}) {
    INFO(text);
    const auto form = parse_form(text);
    REQUIRE_FALSE(form);
    CHECK(form.error().kind == ErrorKind::invalid);
  }
}

TEST_CASE("bytes and fields of a form are limited") {
  CHECK(parse_form("a=1&b=2", {2, 100}));
  CHECK(parse_form("a=1&b=2&c=3", {2, 100}).error().kind == ErrorKind::too_large);
  CHECK(parse_form("a=1&b=2", {2, 6}).error().kind == ErrorKind::too_large);
  CHECK(parse_form("")->fields().empty());
}

TEST_CASE("the type of a form may have parameters and any case") {
  CHECK(is_form_type("application/x-www-form-urlencoded"));
  CHECK(is_form_type("Application/X-WWW-Form-Urlencoded; charset=utf-8"));
  CHECK_FALSE(is_form_type("multipart/form-data"));
  CHECK_FALSE(is_form_type("application/x-www-form-urlencodedx"));
  CHECK_FALSE(is_form_type(""));
}
