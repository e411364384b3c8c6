// Foreign handles: what is read is read again from its own text.
#include "pure/text/handle.h"
#include "pure/text/timestamp.h"
#include "pure/text/utf8.h"

#include <cstdint>
#include <cstdlib>

using namespace ekiben::text;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto handle = parse_handle(text)) {
    const auto again = parse_handle(handle->acct());
    if (!again || !again->same_as(*handle)) {
      std::abort();
    }
  }
  // The other small texts that strangers choose.
  const auto name = clean_name(text, 50);
  if (!is_utf8(name) || clean_name(name, 50) != name || count_code_points(name) > 50) {
    std::abort();
  }
  if (const auto time = parse_timestamp(text); time && parse_timestamp(format_timestamp_milliseconds(*time)) != time) {
    std::abort();
  }
  return 0;
}
