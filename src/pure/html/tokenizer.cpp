#include "pure/html/tokenizer.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ekiben::html {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

/// Elements whose content is never shown as text; browsers do not parse markup in most of them.
constexpr std::array<std::string_view, 18> kHiddenContent = {"applet", "audio",   "canvas",   "embed",    "head",     "iframe",
                                                             "math",   "noembed", "noframes", "object",   "noscript", "script",
                                                             "select", "style",   "svg",      "template", "textarea", "title"};

void append_code_point(std::string& out, std::uint32_t value) {
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    value = 0xFFFD;
  }
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18));
    put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

struct NamedReference {
  std::string_view name;
  std::uint32_t value;
};
/// The names met in fediverse documents and in Latin text of blogs, and those that could hide a scheme (colon, Tab, NewLine).
constexpr std::array<NamedReference, 48> kNamed = {{
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},      {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},    {"hellip", 0x2026},
    {"mdash", 0x2014}, {"ndash", 0x2013}, {"laquo", 0xAB},  {"raquo", 0xBB},   {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"copy", 0xA9},    {"reg", 0xAE},    {"trade", 0x2122}, {"deg", 0xB0},     {"middot", 0xB7},  {"bull", 0x2022},
    {"times", 0xD7},   {"euro", 0x20AC},  {"pound", 0xA3},  {"yen", 0xA5},     {"sect", 0xA7},    {"para", 0xB6},    {"auml", 0xE4},
    {"ouml", 0xF6},    {"uuml", 0xFC},    {"Auml", 0xC4},   {"Ouml", 0xD6},    {"Uuml", 0xDC},    {"szlig", 0xDF},   {"eacute", 0xE9},
    {"egrave", 0xE8},  {"agrave", 0xE0},  {"aacute", 0xE1}, {"ccedil", 0xE7},  {"ntilde", 0xF1},  {"oacute", 0xF3},  {"uacute", 0xFA},
    {"iacute", 0xED},  {"ecirc", 0xEA},   {"shy", 0xAD},    {"colon", ':'},    {"Tab", '\t'},     {"NewLine", '\n'},
}};

/// Decodes one reference at the start of `text` ("&...;"); returns the bytes it takes, or 0 when there is none.
std::size_t decode_one(std::string_view text, std::string& out) {
  constexpr std::size_t kMaxReferenceBytes = 12;
  const auto end = text.substr(0, kMaxReferenceBytes).find(';');
  if (end == std::string_view::npos || end < 2) {
    return 0;
  }
  const auto body = text.substr(1, end - 1);
  if (body[0] != '#') {
    const auto* const found = std::ranges::find(kNamed, body, &NamedReference::name);
    if (found == kNamed.end()) {
      return 0;
    }
    append_code_point(out, found->value);
    return end + 1;
  }
  const bool hex = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
  const auto digits = body.substr(hex ? 2 : 1);
  std::uint32_t value = 0;
  for (const char c : digits) {
    const char l = lower(c);
    std::uint32_t digit = 0;
    if (l >= '0' && l <= '9') {
      digit = static_cast<std::uint32_t>(l - '0');
    } else if (hex && l >= 'a' && l <= 'f') {
      digit = static_cast<std::uint32_t>(l - 'a' + 10);
    } else {
      return 0;
    }
    value = std::min<std::uint32_t>(value * (hex ? 16 : 10) + digit, 0x110000);
  }
  if (digits.empty()) {
    return 0;
  }
  append_code_point(out, value);
  return end + 1;
}

} // namespace

std::string decode_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto mark = text.find('&');
    out.append(text.substr(0, mark));
    if (mark == std::string_view::npos) {
      break;
    }
    text.remove_prefix(mark);
    const auto taken = decode_one(text, out);
    if (taken == 0) {
      out.push_back('&');
    }
    text.remove_prefix(std::max<std::size_t>(taken, 1));
  }
  return out;
}

std::string_view Token::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) {
      return value;
    }
  }
  return {};
}

/// "<!...", "<?..." or "</" before something that is no letter: a comment to the browser. False when there is none here.
bool Tokenizer::skip_markup_declaration() {
  if (rest_.starts_with("<!--")) {
    // 13.2.5.43: "<!-->" and "<!--->" are whole comments already.
    const auto end = rest_.find("-->", 2);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 3);
    return true;
  }
  const bool bogus_close = rest_.starts_with("</") && rest_.size() > 2 && !is_letter(rest_[2]);
  if (rest_.starts_with("<!") || rest_.starts_with("<?") || bogus_close) {
    const auto end = rest_.find('>');
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return true;
  }
  return false;
}

/// Reads the tag at the start of rest_. False when it never ends: everything left is dropped, as in browsers.
bool Tokenizer::read_tag(Token& token) {
  std::size_t at = 1;
  token.kind = Token::Kind::open;
  if (rest_[at] == '/') {
    token.kind = Token::Kind::close;
    at++;
  }
  const auto more = [&] { return at < rest_.size(); };
  const auto name_start = at;
  while (more() && !is_space(rest_[at]) && rest_[at] != '/' && rest_[at] != '>') {
    at++;
  }
  token.name = lowered(rest_.substr(name_start, at - name_start));
  while (more() && rest_[at] != '>') {
    if (is_space(rest_[at]) || rest_[at] == '/') {
      at++;
      continue;
    }
    const auto key_start = at++; // a '=' in the first place belongs to the name
    while (more() && !is_space(rest_[at]) && rest_[at] != '/' && rest_[at] != '>' && rest_[at] != '=') {
      at++;
    }
    const auto key = rest_.substr(key_start, at - key_start);
    while (more() && is_space(rest_[at])) {
      at++;
    }
    std::string_view value;
    if (more() && rest_[at] == '=') {
      at++;
      while (more() && is_space(rest_[at])) {
        at++;
      }
      if (more() && (rest_[at] == '"' || rest_[at] == '\'')) {
        const auto end = rest_.find(rest_[at], at + 1);
        if (end == std::string_view::npos) {
          return false;
        }
        value = rest_.substr(at + 1, end - at - 1);
        at = end + 1;
      } else {
        const auto value_start = at;
        while (more() && !is_space(rest_[at]) && rest_[at] != '>') {
          at++;
        }
        value = rest_.substr(value_start, at - value_start);
      }
    }
    if (token.attributes.size() < kMaxAttributes) {
      token.attributes.emplace_back(lowered(key), decode_references(value));
    }
  }
  if (!more()) {
    return false;
  }
  rest_.remove_prefix(at + 1);
  return true;
}

void Tokenizer::skip_content_of(std::string_view name) {
  while (!rest_.empty()) {
    const auto close = rest_.find("</");
    if (close == std::string_view::npos) {
      rest_ = {};
      return;
    }
    rest_.remove_prefix(close + 2);
    if (rest_.size() >= name.size() && lowered(rest_.substr(0, name.size())) == name) {
      const auto end = rest_.find('>');
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      return;
    }
  }
}

Token Tokenizer::next() {
  std::string text;
  while (!rest_.empty()) {
    const auto mark = rest_.find('<');
    text.append(rest_.substr(0, mark));
    rest_.remove_prefix(std::min(mark, rest_.size()));
    if (rest_.empty() || skip_markup_declaration()) {
      continue;
    }
    const auto letter = rest_.starts_with("</") ? 2U : 1U;
    if (rest_.size() <= letter || !is_letter(rest_[letter])) {
      text.push_back('<');
      rest_.remove_prefix(1);
      continue;
    }
    if (!text.empty()) {
      break; // the tag is for the next call
    }
    Token token;
    if (!read_tag(token)) {
      rest_ = {};
      break;
    }
    if (std::ranges::find(kHiddenContent, token.name) != kHiddenContent.end()) {
      if (token.kind == Token::Kind::open) {
        skip_content_of(token.name);
      }
      continue;
    }
    return token;
  }
  Token token;
  if (!text.empty()) {
    token.kind = Token::Kind::text;
    token.text = decode_references(text);
  }
  return token;
}

} // namespace ekiben::html
