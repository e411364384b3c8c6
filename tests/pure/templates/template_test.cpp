#include "pure/templates/template.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::templates;
using ekiben::html::escape;
using ekiben::html::SafeHtml;

namespace {

std::optional<SafeHtml> words(std::string_view key) {
  if (key == "hello") {
    return escape("Hello & welcome");
  }
  return std::nullopt;
}

std::string render(std::string_view source, const View& view) {
  const auto made = Template::parse(source, words);
  REQUIRE(made);
  return made->render(view).text();
}

std::string refusal(std::string_view source) {
  const auto made = Template::parse(source, words);
  REQUIRE_FALSE(made);
  return made.error().message;
}

} // namespace

TEST_CASE("text is escaped once, whether the template says {{x}}, {{{x}}} or {{&x}}") {
  View view;
  view.text("x", "<b>&").html("h", escape("<i>"));
  CHECK(render("{{x}}|{{{x}}}|{{&x}}|{{h}}", view) == "&lt;b&gt;&amp;|&lt;b&gt;&amp;|&lt;b&gt;&amp;|&lt;i&gt;");
}

TEST_CASE("a value that looks like a tag is not a tag") {
  View view;
  view.text("x", "{{y}} {{{y}}} {{#y}}").text("y", "secret");
  CHECK(render("{{x}}", view) == "{{y}} {{{y}}} {{#y}}");
}

TEST_CASE("sections, lists and empty texts") {
  View view;
  view.show("on").show_if("off", false).text("empty", "").list("rows", {View().text("n", "1"), View().text("n", "2")});
  CHECK(render("{{#on}}a{{/on}}{{#off}}b{{/off}}{{^empty}}c{{/empty}}{{#rows}}<{{n}}>{{/rows}}", view) == "ac<1><2>");
}

TEST_CASE("a sentence stands for its key") {
  CHECK(render("<p>{{t.hello}} {{{ t.hello }}}</p>", {}) == "<p>Hello &amp; welcome Hello &amp; welcome</p>");
}

TEST_CASE("broken templates are refused with a sentence") {
  CHECK(refusal("{{t.nothing}}").find("{{t.nothing}}") != std::string::npos);
  CHECK(refusal("{{#a}}x").find("a") != std::string::npos);
  CHECK(refusal("{{/a}}") != "");
  CHECK(refusal("{{a") == "a tag is not closed");
  CHECK(refusal("{{>self}}").find("partials") != std::string::npos);
  CHECK(refusal("{{=<% %>=}}").find("delimiters") != std::string::npos);
  CHECK(refusal("{{}}") != "");
  CHECK(refusal(std::string(kMaxTemplateBytes + 1, 'x')).find("64 KiB") != std::string::npos);
}

TEST_CASE("thousands of nested sections are refused before they can recurse") {
  std::string deep;
  for (int i = 0; i < 5000; ++i) {
    deep += "{{#a}}";
  }
  CHECK(refusal(deep).find("200 sections") != std::string::npos);
}

TEST_CASE("short and cut-off input never escapes as an exception") {
  for (const char* source : {"{", "{{", "{{{", "{{{x", "{{{x}}", "{{x}", "}}", "{{!", "{{! comment }}"}) {
    (void)Template::parse(source, words);
  }
  SUCCEED();
}
