// Cookies: a value that is found is a piece of what was sent.
#include "pure/http/cookie.h"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  ekiben::http::Headers headers;
  headers.add("cookie", input.substr(0, size / 2));
  headers.add("cookie", input.substr(size / 2));
  for (const char* name : {"a", "__Host-session", ""}) {
    if (const auto value = ekiben::http::find_cookie(headers, name); value && input.find(*value) == std::string::npos) {
      std::abort();
    }
  }
  return 0;
}
