#include "pure/templates/library.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::templates;
using ekiben::html::escape;

namespace {
const std::vector<Words> kWords = {[](std::string_view) { return std::optional(escape("hello")); },
                                   [](std::string_view) { return std::optional(escape("こんにちは")); }};
} // namespace

TEST_CASE("a template speaks each language") {
  const auto library = Library::build({{"page", "{{t.x}} {{name}}"}}, {}, kWords);
  REQUIRE(library);
  CHECK(library->render("page", 0, View().text("name", "a")).text() == "hello a");
  CHECK(library->render("page", 1, View().text("name", "a")).text() == "こんにちは a");
}

TEST_CASE("an override is used in place of the built-in template") {
  const auto library = Library::build({{"page", "built in"}}, {{"page", "<b>mine</b>"}}, kWords);
  REQUIRE(library);
  CHECK(library->render("page", 0, {}).text() == "<b>mine</b>");
  CHECK(library->problems().empty());
}

TEST_CASE("a broken override is ignored and reported") {
  const auto library = Library::build({{"page", "built in"}}, {{"page", "{{#open}}"}, {"unknown", "x"}}, kWords);
  REQUIRE(library);
  CHECK(library->render("page", 0, {}).text() == "built in");
  REQUIRE(library->problems().size() == 2);
  CHECK(library->problems()[0].name == "page");
  CHECK(library->problems()[1].name == "unknown");
}

TEST_CASE("a broken built-in template is an error of the build") { CHECK_FALSE(Library::build({{"page", "{{#open}}"}}, {}, kWords)); }
