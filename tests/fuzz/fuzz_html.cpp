// Foreign HTML: sanitising never fails, and what is safe stays as it is.
#include "pure/html/sanitizer.h"
#include "pure/html/to_plain_text.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const auto once = ekiben::html::sanitize(html);
  if (ekiben::html::sanitize(once.text()).text() != once.text()) {
    std::abort();
  }
  ekiben::html::to_plain_text(html);
  return 0;
}
