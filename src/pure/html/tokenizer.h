// Foreign HTML as a stream of tags and text: what the sanitizer and the plain-text reader walk.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekiben::html {

/// At most so many attributes of a tag are looked at; the rest is skipped.
inline constexpr std::size_t kMaxAttributes = 32;

/// One step. A tag's name and attribute names are in lower case; attribute values and text are decoded (see decode_references).
struct Token {
  enum class Kind { text, open, close, end };
  Kind kind = Kind::end;
  std::string name;
  std::string text;
  std::vector<std::pair<std::string, std::string>> attributes;
  /// The value of an attribute, or empty. Of two with one name the first counts, as in browsers.
  std::string_view attribute(std::string_view wanted) const;
};

/// Tokenises as the HTML standard's tokenizer does (13.2.5) as far as it can matter here: comments, doctypes and processing instructions
/// vanish; elements whose content is no text for people (script, style, svg, math, template, iframe ...) vanish with their content; a '<'
/// that begins no tag is text. A tag that never ends is dropped with all that follows. Linear in the input: each byte is looked at a
/// bounded number of times.
class Tokenizer {
public:
  explicit Tokenizer(std::string_view html) : rest_(html) {}
  Token next();

private:
  bool skip_markup_declaration();
  bool read_tag(Token& token);
  void skip_content_of(std::string_view name);

  std::string_view rest_;
};

/// Character references in text or an attribute value to UTF-8 (13.2.5.72): numeric ones and the named ones of documents in practice (amp
/// lt gt quot apos nbsp hellip mdash ndash laquo raquo ...). What it does not know stays as it is written.
std::string decode_references(std::string_view text);

} // namespace ekiben::html
