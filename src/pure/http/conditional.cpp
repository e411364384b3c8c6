#include "pure/http/conditional.h"

#include "pure/http/grammar.h"

#include <cstdint>

namespace ekiben::http {

namespace {

/// FNV-1a, 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/
std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  return hash;
}

void append_hex(std::string& out, std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) {
    out += kDigits[(value >> shift) & 15U];
  }
}

std::string_view without_weakness(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

} // namespace

std::string strong_etag(std::string_view bytes) {
  std::string tag = "\"";
  append_hex(tag, fnv1a(bytes));
  tag += '-';
  return tag.append(std::to_string(bytes.size())).append("\"");
}

bool if_none_match_names(std::string_view list, std::string_view etag) {
  if (etag.empty()) {
    return false;
  }
  if (trim_whitespace(list) == "*") {
    return true;
  }
  while (!list.empty()) {
    const auto tag = without_weakness(take_list_element(list));
    if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"' && tag == without_weakness(etag)) {
      return true;
    }
  }
  return false;
}

} // namespace ekiben::http
