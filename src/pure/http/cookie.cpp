#include "pure/http/cookie.h"

#include "pure/http/grammar.h"
#include "pure/text/ascii.h"

namespace ekiben::http {

namespace {

std::string_view unquote(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

} // namespace

std::optional<std::string_view> find_cookie(const Headers& headers, std::string_view name) {
  std::optional<std::string_view> found;
  for (const auto& [field, list] : headers.fields()) {
    if (field != "cookie") {
      continue;
    }
    std::string_view rest = list;
    while (!rest.empty()) {
      const auto pair = text::cut(rest, ';');
      rest = pair.after;
      const auto halves = text::cut(trim_whitespace(pair.before), '=');
      if (!halves.found || halves.before != name) {
        continue;
      }
      const auto value = unquote(halves.after);
      if (found && *found != value) {
        return std::nullopt;
      }
      found = value;
    }
  }
  return found;
}

} // namespace ekiben::http
