#include "pure/http/response_writer.h"

#include "pure/http/grammar.h"
#include "pure/http/status.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ekiben::http {

namespace {

constexpr std::array<std::string_view, 5> kServersOwn{"connection", "content-length", "date", "keep-alive", "transfer-encoding"};

bool is_servers_own(std::string_view name) { return std::ranges::find(kServersOwn, name) != kServersOwn.end(); }

void append_number(std::string& out, std::size_t value) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

} // namespace

bool append_response_head(std::string& out, int status, const Headers& headers) {
  const auto start = out.size();
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(std::clamp(status, 100, 999)));
  out.append(" ").append(reason_phrase(status)).append("\r\n");
  for (const auto& [name, value] : headers.fields()) {
    if (!is_token(name) || !is_field_value(value)) {
      out.resize(start);
      return false;
    }
    if (!is_servers_own(name)) {
      out.append(name).append(": ").append(value).append("\r\n");
    }
  }
  return true;
}

bool is_bodiless(int status) { return status < 200 || status == 204 || status == 304; }

void append_field(std::string& out, std::string_view name, std::size_t value) {
  out.append(name).append(": ");
  append_number(out, value);
  out.append("\r\n");
}

} // namespace ekiben::http
