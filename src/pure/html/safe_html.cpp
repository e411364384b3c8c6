#include "pure/html/safe_html.h"

#include "pure/text/utf8.h"

namespace ekiben::html {

SafeHtml escape(std::string_view raw) {
  std::string out;
  out.reserve(raw.size() + raw.size() / 8);
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t length = text::first_code_point(raw.substr(at)).length;
    const char c = raw[at];
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      ++at;
      continue;
    }
    if (length > 1) {
      out.append(raw.substr(at, length));
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&#39;";
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f) {
      out += "\xEF\xBF\xBD";
    } else {
      out += c;
    }
    at += length;
  }
  return SafeHtml(std::move(out));
}

} // namespace ekiben::html
