#include "pure/html/to_plain_text.h"

#include <catch_amalgamated.hpp>

using ekiben::html::to_plain_text;

TEST_CASE("paragraphs and line breaks become lines") {
  CHECK(to_plain_text("<p>a<br>b</p><p>c</p>") == "a\nb\n\nc");
  CHECK(to_plain_text("<ul><li>x</li><li>y</li></ul>") == "- x\n- y");
  CHECK(to_plain_text("  a \n  b ") == "a b");
  CHECK(to_plain_text("") == "");
}

TEST_CASE("a shortened link is whole in plain text, a picture is its description, a script is nothing") {
  CHECK(to_plain_text(R"(<a href="x"><span class="invisible">https://</span><span>a.example</span></a>)") == "https://a.example");
  CHECK(to_plain_text("<img alt='cat'><script>x</script>") == "cat");
  CHECK(to_plain_text("&lt;b&gt; &amp; &#x99C5;") == "<b> & 駅");
}
