#include "pure/html/text_to_html.h"

#include "pure/html/link_finder.h"

#include <algorithm>
#include <string>

namespace ekiben::html {
namespace {

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string line_to_html(std::string_view line) {
  std::string out;
  std::size_t plain_from = 0;
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t found = line.find("http", at);
    if (found == std::string_view::npos) {
      break;
    }
    const std::string_view url = found > 0 && is_word(line[found - 1]) ? std::string_view() : leading_url(line.substr(found));
    if (url.empty()) {
      at = found + 4;
      continue;
    }
    out += escape(line.substr(plain_from, found - plain_from)).text();
    const std::string safe = escape(url).text();
    out += "<a href=\"" + safe + "\" rel=\"nofollow noopener noreferrer\">" + safe.substr(safe.find("//") + 2) + "</a>";
    at = plain_from = found + url.size();
  }
  out += escape(line.substr(plain_from)).text();
  return out;
}

} // namespace

SafeHtml text_to_html(std::string_view text) {
  std::string out;
  bool open = false;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
      line.remove_suffix(1);
    }
    if (line.empty()) {
      out += open ? "</p>" : "";
      open = false;
    } else {
      out += open ? "<br>" : "<p>";
      out += line_to_html(line);
      open = true;
    }
    at = end + 1;
  }
  out += open ? "</p>" : "";
  return SafeHtml(std::move(out));
}

} // namespace ekiben::html
