#include "pure/html/text_to_html.h"

#include <algorithm>
#include <array>
#include <string>

namespace ekiben::html {
namespace {

/// Marks behind which Japanese text goes on without a space: a URL never contains them raw in practice.
constexpr std::array<std::string_view, 12> kWideStops = {"、", "。", "「", "」", "『", "』", "（", "）", "【", "】", "　", "！"};

bool is_stop(std::string_view rest) {
  const char c = rest.front();
  if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '<' || c == '>' || c == '"' || c == '`') {
    return true;
  }
  return std::any_of(kWideStops.begin(), kWideStops.end(), [&](std::string_view stop) { return rest.starts_with(stop); });
}

/// The URL at the start of `text`: "https://x…" as far as it reaches; empty when there is none.
std::string_view leading_url(std::string_view text) {
  const std::string_view scheme = text.starts_with("https://") ? "https://" : text.starts_with("http://") ? "http://" : "";
  if (scheme.empty()) {
    return {};
  }
  std::size_t end = scheme.size();
  while (end < text.size() && !is_stop(text.substr(end))) {
    ++end;
  }
  // Punctuation that ends a sentence, and a bracket that was opened before the URL, are not part of it.
  while (end > scheme.size()) {
    const char last = text[end - 1];
    const std::string_view url = text.substr(0, end);
    const bool unbalanced = (last == ')' && std::count(url.begin(), url.end(), '(') < std::count(url.begin(), url.end(), ')')) ||
                            (last == ']' && std::count(url.begin(), url.end(), '[') < std::count(url.begin(), url.end(), ']'));
    if (!unbalanced && std::string_view(".,:;!?'").find(last) == std::string_view::npos) {
      break;
    }
    --end;
  }
  return end == scheme.size() ? std::string_view() : text.substr(0, end);
}

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
