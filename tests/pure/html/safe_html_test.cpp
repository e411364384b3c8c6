#include "pure/html/safe_html.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::html;

TEST_CASE("every character that means something in HTML is escaped") {
  CHECK(escape("<a href=\"x\" title='y'>&amp;").text() == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
}

TEST_CASE("Japanese, emoji and line breaks pass unchanged") {
  CHECK(escape("駅弁\n👩🏽‍🚀\t").text() == "駅弁\n👩🏽‍🚀\t");
}

TEST_CASE("bytes that are not UTF-8 become the replacement character, so that no lead byte swallows a quote") {
  CHECK(escape("\xE3\"").text() == "\xEF\xBF\xBD&quot;");
  CHECK(escape("\xC0\xBC").text() == "\xEF\xBF\xBD\xEF\xBF\xBD");                 // overlong '<'
  CHECK(escape("\xED\xA0\x80").text() == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"); // surrogate
  CHECK(escape("\xF4\x90\x80\x80").text().find('\xF4') == std::string::npos);
}

TEST_CASE("control characters are replaced") {
  CHECK(escape(std::string_view("a\0b\x1b", 4)).text() == "a\xEF\xBF\xBD"
                                                          "b\xEF\xBF\xBD");
}

TEST_CASE("markup of the source code itself is safe as it stands") {
  CHECK((Literal("<b>").html() + escape("<") + Literal("</b>")).text() == "<b>&lt;</b>");
}
