// SafeHtml: text that may stand in a page as it is. The type is the proof: only the makers below can build one.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace ekiben::templates {
class Template;
}

namespace ekiben::html {

struct Emoji;
struct PostLinks;

/// Never stored: what arrived is stored, and made safe on its way out.
class SafeHtml {
public:
  SafeHtml() = default;
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  /// Safe beside safe is safe: every maker's output is balanced.
  SafeHtml& operator+=(const SafeHtml& more) {
    text_ += more.text_;
    return *this;
  }
  friend SafeHtml operator+(SafeHtml left, const SafeHtml& right) { return left += right; }

private:
  explicit SafeHtml(std::string text) : text_(std::move(text)) {}
  std::string text_;

  friend SafeHtml escape(std::string_view text);
  friend SafeHtml text_to_html(std::string_view text);
  friend SafeHtml sanitize(std::string_view html, std::span<const Emoji> emojis);
  friend SafeHtml format_post(std::string_view source, const PostLinks& links);
  friend SafeHtml escape_with_emoji(std::string_view text, std::span<const Emoji> emojis);
  friend class Literal;
  friend class ekiben::templates::Template;
};

/// For text content and for quoted attribute values alike: & < > " ' are replaced, bytes that are not UTF-8 and control characters become
/// U+FFFD (a browser that guesses another encoding must find nothing to work with).
SafeHtml escape(std::string_view text);

/// Markup that stands in the source code itself: `Literal("<bdi>")` compiles for string literals only, so nothing from outside gets in.
class Literal {
public:
  template <std::size_t N> consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}
  operator SafeHtml() const { return SafeHtml(std::string(text_)); }
  SafeHtml html() const { return *this; }

private:
  std::string_view text_;
};

} // namespace ekiben::html
