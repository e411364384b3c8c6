#include "pure/html/to_plain_text.h"

#include "pure/html/tokenizer.h"

#include <algorithm>
#include <array>

namespace ekiben::html {
namespace {

constexpr std::array<std::string_view, 12> kParagraphs = {"p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"};

void end_line(std::string& out, std::size_t breaks) {
  while (!out.empty() && out.back() == ' ') {
    out.pop_back();
  }
  if (out.empty()) {
    return;
  }
  std::size_t have = 0;
  while (have < out.size() && out[out.size() - 1 - have] == '\n') {
    have++;
  }
  for (; have < breaks; have++) {
    out.push_back('\n');
  }
}

} // namespace

std::string to_plain_text(std::string_view html) {
  std::string out;
  Tokenizer tokenizer(html);
  std::size_t in_pre = 0;
  for (Token token = tokenizer.next(); token.kind != Token::Kind::end; token = tokenizer.next()) {
    if (token.kind == Token::Kind::text) {
      for (const char c : token.text) {
        const bool space = c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == ' ';
        if (!space || in_pre > 0) {
          out.push_back(c == '\r' ? '\n' : c);
        } else if (!out.empty() && out.back() != ' ' && out.back() != '\n') {
          out.push_back(' ');
        }
      }
      continue;
    }
    if (token.name == "br" && token.kind == Token::Kind::open) {
      while (!out.empty() && out.back() == ' ') {
        out.pop_back();
      }
      out.push_back('\n');
    } else if (token.name == "li") {
      end_line(out, 1);
      if (token.kind == Token::Kind::open) {
        out += "- ";
      }
    } else if (token.name == "img" && token.kind == Token::Kind::open) {
      out += token.attribute("alt");
    } else if (std::ranges::find(kParagraphs, token.name) != kParagraphs.end()) {
      end_line(out, 2);
      if (token.name == "pre") {
        in_pre = token.kind == Token::Kind::open ? in_pre + 1 : in_pre - std::min<std::size_t>(in_pre, 1);
      }
    }
  }
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) {
    out.pop_back();
  }
  return out;
}

} // namespace ekiben::html
