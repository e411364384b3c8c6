#include "pure/html/post_text.h"

#include "pure/html/sanitizer.h"

#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

using ekiben::html::find_post_parts;
using ekiben::html::format_post;
using ekiben::html::MentionTarget;
using ekiben::html::PostLinks;

namespace {
std::string formatted(std::string_view source, const std::vector<MentionTarget>& mentions = {}) {
  return format_post(source, PostLinks{mentions, "https://e.example/tags/"}).text();
}
} // namespace

TEST_CASE("paragraphs and line breaks stay what they were typed as") {
  CHECK(formatted("a\nb\n\nc") == "<p>a<br>b</p><p>c</p>");
  CHECK(formatted("") == "");
}

TEST_CASE("item 82: a resolved mention is a card, an unknown one stays text") {
  const std::vector<MentionTarget> known = {{"hana@peer.example", "https://peer.example/@hana"}};
  CHECK(
      formatted("hi @Hana@peer.example!", known) ==
      R"(<p>hi <span class="h-card" translate="no"><a href="https://peer.example/@hana" class="u-url mention">@<span>Hana</span></a></span>!</p>)");
  CHECK(formatted("hi @nobody@peer.example") == "<p>hi @nobody@peer.example</p>");
}

TEST_CASE("item 83: hashtags of any script link to their normal form") {
  CHECK(
      formatted("今日は#駅弁 の日") ==
      R"(<p>今日は<a href="https://e.example/tags/%E9%A7%85%E5%BC%81" class="mention hashtag" rel="tag">#<span>駅弁</span></a> の日</p>)");
  CHECK(formatted("#Bento_Box").find("tags/bento_box\"") != std::string::npos);
  CHECK(formatted("#123 a#b &#38;").find("<a") == std::string::npos);
}

TEST_CASE("item 84: a bare URL is whole for copying and short for reading") {
  CHECK(
      formatted("https://a.example/x_y_z") ==
      R"(<p><a href="https://a.example/x_y_z" translate="no" rel="nofollow noopener" target="_blank"><span class="invisible">https://</span><span>a.example/x_y_z</span><span class="invisible"></span></a></p>)");
  const auto long_one = formatted("see https://a.example/" + std::string(60, 'p') + ".");
  CHECK(long_one.find("<span class=\"ellipsis\">a.example/") != std::string::npos);
  CHECK(long_one.ends_with("</a>.</p>"));
}

TEST_CASE("Markdown's safe subset becomes HTML that peers keep") {
  CHECK(formatted("**b** *i* `c`") == "<p><strong>b</strong> <em>i</em> <code>c</code></p>");
  CHECK(formatted("> q") == "<blockquote><p>q</p></blockquote>");
  CHECK(formatted("- a\n- b") == "<ul><li>a</li><li>b</li></ul>");
  CHECK(formatted("[t](https://a.example/)") == R"(<p><a href="https://a.example/" rel="nofollow noopener" target="_blank">t</a></p>)");
  CHECK(formatted("```\n<b> @x@y.example\n```") == "<pre><code>&lt;b&gt; @x@y.example\n</code></pre>");
}

TEST_CASE("raw HTML and links of other schemes in Markdown are text") {
  CHECK(formatted("<script>alert(1)</script>").find("<script") == std::string::npos);
  CHECK(formatted("a <b onclick=x>b</b>").find("<b") == std::string::npos);
  CHECK(formatted("[t](javascript:alert(1))") == "<p>t</p>");
  CHECK(formatted("![alt](https://a.example/i.png)") ==
        R"(<p><a href="https://a.example/i.png" rel="nofollow noopener" target="_blank">alt</a></p>)");
}

TEST_CASE("what is formatted passes the sanitizer of a peer with its text and links whole") {
  const auto html = formatted("a **b** https://a.example/ #t\n\n> q\n\n1. x\n2. y");
  CHECK(ekiben::html::sanitize(ekiben::html::sanitize(html).text()).text() == ekiben::html::sanitize(html).text());
}

TEST_CASE("mentions and hashtags are found once each, not in code or links") {
  const auto parts = find_post_parts("@A @b@c.example @a #駅弁 #ＥＫＩ #eki `@code` [#no](https://a.example/) mail@host.example");
  CHECK(parts.mentions == std::vector<std::string>{"a", "b@c.example"});
  CHECK(parts.hashtags == std::vector<std::string>{"駅弁", "ＥＫＩ"});
  CHECK(find_post_parts("@snake_case_@_x@d.example:8080").mentions.size() <= 1);
}
