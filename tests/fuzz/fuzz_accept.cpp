// Negotiation fields: any bytes are read to the end without harm, and asking twice gives the same.
#include "pure/http/accept.h"
#include "pure/http/conditional.h"
#include "pure/http/grammar.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace ekiben::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (choose_representation(input) != choose_representation(input) || accepts_gzip(input) != accepts_gzip(input)) {
    std::abort();
  }
  (void)if_none_match_names(input, "\"tag\"");
  std::string_view rest = input;
  std::size_t elements = 0;
  while (!rest.empty()) {
    const auto element = take_list_element(rest);
    if (element != trim_whitespace(element) || ++elements > input.size() + 1) {
      std::abort();
    }
  }
  return 0;
}
