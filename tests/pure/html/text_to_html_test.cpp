#include "pure/html/text_to_html.h"

#include <catch_amalgamated.hpp>

using ekiben::html::text_to_html;

TEST_CASE("empty text gives no markup") {
  CHECK(text_to_html("").empty());
  CHECK(text_to_html("\n \r\n").empty());
}

TEST_CASE("an empty line begins a paragraph and a single break stays one") {
  CHECK(text_to_html("one\r\ntwo\n\n\nthree\n").text() == "<p>one<br>two</p><p>three</p>");
}

TEST_CASE("http and https URLs become links that pass nothing on") {
  CHECK(text_to_html("see https://example.com/a?b=1&c=2.").text() ==
        "<p>see <a href=\"https://example.com/a?b=1&amp;c=2\" rel=\"nofollow noopener noreferrer\">example.com/a?b=1&amp;c=2</a>.</p>");
}

TEST_CASE("other schemes and words that only begin with http stay text") {
  CHECK(text_to_html("javascript:alert(1) xhttps://e.example http:// https://").text() ==
        "<p>javascript:alert(1) xhttps://e.example http:// https://</p>");
}

TEST_CASE("a URL ends where Japanese text goes on, and at a bracket it did not open") {
  const std::string html = text_to_html("（https://example.jp/駅弁）です。http://a.example/x_(y) (http://b.example)").text();
  CHECK(html.find("href=\"https://example.jp/駅弁\"") != std::string::npos);
  CHECK(html.find("href=\"http://a.example/x_(y)\"") != std::string::npos);
  CHECK(html.find("href=\"http://b.example\"") != std::string::npos);
}

TEST_CASE("markup in the text, also inside a URL, is only text") {
  const std::string html = text_to_html("<script>alert(1)</script> https://e.example/\"onclick='x'><img>").text();
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("onclick='") == std::string::npos);
}
