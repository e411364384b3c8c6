#include "pure/html/sanitizer.h"

#include "pure/html/tokenizer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace ekiben::html {
namespace {

constexpr std::array<std::string_view, 27> kAllowed = {"p",  "span",   "a",  "abbr", "del", "s",  "pre",  "blockquote", "code",
                                                       "b",  "strong", "u",  "sub",  "sup", "i",  "em",   "h1",         "h2",
                                                       "h3", "h4",     "h5", "ul",   "ol",  "li", "ruby", "rt",         "rp"};

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}
bool is_heading(std::string_view name) { return name.size() == 2 && name[0] == 'h'; }
/// Opening one of these ends an open paragraph in every browser (HTML standard 13.2.6.4.7).
bool is_block(std::string_view name) { return is_heading(name) || is_one_of(name, {"p", "pre", "blockquote", "ul", "ol", "li"}); }

bool is_http_url(std::string_view url) {
  const auto starts = [&](std::string_view scheme) {
    return url.size() > scheme.size() &&
           std::ranges::equal(url.substr(0, scheme.size()), scheme, [](char a, char b) { return (a | 0x20) == (b | 0x20); });
  };
  if (!starts("https://") && !starts("http://")) {
    return false;
  }
  return std::ranges::none_of(
      url, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>' || c == '\\' || c == 0x7F; });
}

/// Only the class names that carry meaning for readers and apps: microformats, mention, hashtag, shortened links, quote fallback.
std::string kept_classes(std::string_view value) {
  std::string kept;
  while (!value.empty()) {
    const auto start = value.find_first_not_of(" \t\n\r\f");
    if (start == std::string_view::npos) {
      break;
    }
    value.remove_prefix(start);
    const auto word = value.substr(0, value.find_first_of(" \t\n\r\f"));
    value.remove_prefix(word.size());
    const bool plain =
        word.size() <= 32 && std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    const bool microformat =
        word.starts_with("h-") || word.starts_with("p-") || word.starts_with("u-") || word.starts_with("dt-") || word.starts_with("e-");
    if (plain && (microformat || is_one_of(word, {"mention", "hashtag", "ellipsis", "invisible", "quote-inline"}))) {
      kept.append(kept.empty() ? "" : " ").append(word);
    }
  }
  return kept;
}

bool is_language_tag(std::string_view value) {
  return !value.empty() && value.size() <= 35 && std::ranges::all_of(value, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}
bool is_small_integer(std::string_view value) {
  const auto digits = value.starts_with('-') ? value.substr(1) : value;
  return !digits.empty() && digits.size() <= 6 && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}
bool is_emoji_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

class Sanitizer {
public:
  explicit Sanitizer(std::span<const Emoji> emojis) : emojis_(emojis) {}

  void text(std::string_view text) {
    // ":name:" is looked for only where it can stand; each colon is visited once.
    while (!emojis_.empty() && !text.empty()) {
      const auto colon = text.find(':');
      if (colon == std::string_view::npos) {
        break;
      }
      put_escaped(text.substr(0, colon));
      text.remove_prefix(colon);
      std::size_t end = 1;
      while (end < text.size() && end <= 64 && is_emoji_name_byte(text[end])) {
        end++;
      }
      const auto* const emoji = end < text.size() && text[end] == ':' ? find_emoji(text.substr(1, end - 1)) : nullptr;
      if (emoji != nullptr) {
        out_ += "<img class=\"emoji\" width=\"20\" height=\"20\" loading=\"lazy\" alt=\":";
        put_escaped(emoji->name);
        out_ += ":\" title=\":";
        put_escaped(emoji->name);
        out_ += ":\" src=\"";
        put_escaped(emoji->url);
        out_ += "\">";
        text.remove_prefix(end + 1);
      } else {
        out_ += ':';
        text.remove_prefix(1);
      }
    }
    put_escaped(text);
  }

  void open(const Token& token) {
    const std::string_view name = token.name;
    if (name == "br") {
      out_ += "<br>";
    } else if (name == "hr") {
      close_paragraph();
      out_ += "<hr>";
    } else if (name == "img") {
      picture(token);
    } else if (is_one_of(name, {"div", "section", "article", "table", "tr", "figure", "h6", "dl", "dt", "dd", "details", "summary"})) {
      close_paragraph(); // block elements that are not kept still end the line
    } else if (std::ranges::find(kAllowed, name) != kAllowed.end()) {
      element(token);
    }
  }

  void close(std::string_view name) {
    const auto found = std::ranges::find(open_.rbegin(), open_.rend(), name);
    if (found == open_.rend()) {
      return;
    }
    // An inline end tag does not reach through a block or a list item: browsers ignore it there or rebuild the tree.
    if (!is_block(name) && std::any_of(open_.rbegin(), found, [](std::string_view o) { return is_block(o); })) {
      return;
    }
    pop_to(static_cast<std::size_t>(open_.rend() - found) - 1);
  }

  SafeHtml finish(SafeHtml (*wrap)(std::string)) {
    pop_to(0);
    return wrap(std::move(out_));
  }

private:
  void put_escaped(std::string_view text) { out_ += escape(text).text(); }

  const Emoji* find_emoji(std::string_view name) const {
    const auto found = std::ranges::find(emojis_, name, &Emoji::name);
    return found == emojis_.end() ? nullptr : &*found;
  }

  void pop_to(std::size_t depth) {
    while (open_.size() > depth) {
      out_.append("</").append(open_.back()).append(">");
      open_.pop_back();
    }
  }

  /// Closes the innermost open `name` and what is inside it, unless one of `walls` stands between.
  void close_within(std::string_view name, std::initializer_list<std::string_view> walls) {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i] == name) {
        pop_to(i);
        return;
      }
      if (is_one_of(open_[i], walls)) {
        return;
      }
    }
  }
  void close_paragraph() { close_within("p", {"blockquote", "li"}); }

  /// Ends what the standard says this start tag ends, so that the browser's tree is the one we wrote.
  void close_implied(std::string_view name) {
    if (is_block(name)) {
      close_paragraph();
      // Inline elements that would swallow a block are closed first: no adoption agency is ever needed.
      while (!open_.empty() && !is_block(open_.back())) {
        pop_to(open_.size() - 1);
      }
    }
    if (is_heading(name) && !open_.empty() && is_heading(open_.back())) {
      pop_to(open_.size() - 1);
    }
    if (name == "li") {
      close_within("li", {"ul", "ol"});
    }
    if (name == "a") {
      close_within("a", {});
    }
    if (name == "rt" || name == "rp") {
      close_within("rt", {"ruby"});
      close_within("rp", {"ruby"});
    }
  }

  bool is_open(std::string_view name) const { return std::ranges::find(open_, name) != open_.end(); }

  void element(const Token& token) {
    const std::string_view name = token.name;
    const bool link = name == "a";
    if (link && !is_http_url(token.attribute("href"))) {
      return; // its text stays
    }
    if (name == "li" && !is_open("ul") && !is_open("ol")) {
      close_paragraph();
      return;
    }
    if ((name == "rt" || name == "rp") && !is_open("ruby")) {
      return;
    }
    if (name == "pre" && is_open("pre")) {
      return;
    }
    close_implied(name);
    if (open_.size() >= kMaxDepth) {
      return;
    }
    out_.append("<").append(name);
    attributes(token);
    out_ += '>';
    open_.emplace_back(name);
  }

  void attribute(std::string_view key, std::string_view value) {
    out_.append(" ").append(key).append("=\"");
    put_escaped(value);
    out_ += '"';
  }

  void attributes(const Token& token) {
    const std::string_view name = token.name;
    if (name == "a") {
      attribute("href", token.attribute("href"));
    }
    if (name == "a" || name == "span" || name == "p") {
      if (const auto classes = kept_classes(token.attribute("class")); !classes.empty()) {
        attribute("class", classes);
      }
    }
    if ((name == "a" || name == "span") && token.attribute("translate") == "no") {
      attribute("translate", "no");
    }
    constexpr std::size_t kMaxTitleBytes = 500;
    if (const auto title = token.attribute("title"); name == "abbr" && !title.empty() && title.size() <= kMaxTitleBytes) {
      attribute("title", title);
    }
    if (name == "blockquote" && is_http_url(token.attribute("cite"))) {
      attribute("cite", token.attribute("cite"));
    }
    if (name == "ol" && is_small_integer(token.attribute("start"))) {
      attribute("start", token.attribute("start"));
    }
    if (name == "li" && is_small_integer(token.attribute("value"))) {
      attribute("value", token.attribute("value"));
    }
    if (is_language_tag(token.attribute("lang"))) {
      attribute("lang", token.attribute("lang"));
    }
    if (name == "a") {
      out_ += " rel=\"nofollow noopener noreferrer\" target=\"_blank\"";
    }
  }

  /// A picture in the text of a stranger is never loaded: it is a link with its description.
  void picture(const Token& token) {
    const auto alt = token.attribute("alt");
    const auto source = token.attribute("src");
    if (is_open("a") || !is_http_url(source)) {
      text(alt);
      return;
    }
    out_ += "<a";
    attribute("href", source);
    out_ += " rel=\"nofollow noopener noreferrer\" target=\"_blank\">";
    put_escaped(alt.empty() ? source : alt);
    out_ += "</a>";
  }

  std::span<const Emoji> emojis_;
  std::string out_;
  std::vector<std::string> open_;
};

/// The longest prefix within the limit that does not end inside a character.
std::string_view within_limit(std::string_view html) {
  if (html.size() <= kMaxHtmlBytes) {
    return html;
  }
  html = html.substr(0, kMaxHtmlBytes);
  while (!html.empty() && (static_cast<unsigned char>(html.back()) & 0xC0U) == 0x80U) {
    html.remove_suffix(1);
  }
  return html.substr(0, html.size() - 1);
}

} // namespace

SafeHtml sanitize(std::string_view html, std::span<const Emoji> emojis) {
  Sanitizer sanitizer(emojis);
  Tokenizer tokenizer(within_limit(html));
  for (Token token = tokenizer.next(); token.kind != Token::Kind::end; token = tokenizer.next()) {
    switch (token.kind) {
    case Token::Kind::text:
      sanitizer.text(token.text);
      break;
    case Token::Kind::open:
      sanitizer.open(token);
      break;
    case Token::Kind::close:
      sanitizer.close(token.name);
      break;
    case Token::Kind::end:
      break;
    }
  }
  return sanitizer.finish([](std::string safe) { return SafeHtml(std::move(safe)); });
}

SafeHtml escape_with_emoji(std::string_view text, std::span<const Emoji> emojis) {
  Sanitizer sanitizer(emojis);
  sanitizer.text(text);
  return sanitizer.finish([](std::string safe) { return SafeHtml(std::move(safe)); });
}

} // namespace ekiben::html
