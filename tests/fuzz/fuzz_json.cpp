// Foreign JSON: what is read is within its limits, and written text is read to the same value.
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/json/read.h"
#include "pure/json/write.h"

#include <cstdint>
#include <cstdlib>

using namespace ekiben::json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = parse(text);
  if (!value) {
    return 0;
  }
  const auto again = parse(to_text(*value));
  if (!again || to_text(*again) != to_text(*value)) {
    std::abort();
  }
  for (const char* key : {"id", "to", "object", "type"}) {
    find_id(*value, key);
    find_string(*value, key);
    find_integer(*value, key);
    find_bool(*value, key);
    if (list_ids(*value, key, 3).size() > 3 || list_strings(*value, key, 3).size() > 3) {
      std::abort();
    }
  }
  return 0;
}
