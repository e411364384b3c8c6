#include "pure/text/fold.h"

#include "pure/text/utf8.h"

#include <cstdlib>
#include <utf8proc.h>

namespace ekiben::text {

std::string fold(std::string_view text) {
  const std::string valid = to_valid_utf8(text);
  utf8proc_uint8_t* folded = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()), static_cast<utf8proc_ssize_t>(valid.size()), &folded, options);
  if (length < 0) {
    return valid;
  }
  std::string result(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length));
  std::free(folded);
  return result;
}

} // namespace ekiben::text
