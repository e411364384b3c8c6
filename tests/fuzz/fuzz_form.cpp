// Forms: what comes out is bounded UTF-8 without NUL.
#include "pure/http/form.h"
#include "pure/text/utf8.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const ekiben::http::FormLimits limits{20, 2000};
  const auto form = ekiben::http::parse_form(input, limits);
  if (!form) {
    return 0;
  }
  if (form->fields().size() > limits.max_fields || input.size() > limits.max_bytes) {
    std::abort();
  }
  for (const auto& [name, value] : form->fields()) {
    for (const std::string_view text : {std::string_view(name), std::string_view(value)}) {
      if (!ekiben::text::is_utf8(text) || text.find('\0') != std::string_view::npos) {
        std::abort();
      }
    }
  }
  return 0;
}
