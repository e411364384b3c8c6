// Addresses, ranges and endpoints: what is read and written again reads the same, and agrees with the system's own reader.
#include "pure/text/ip_address.h"

#include <arpa/inet.h>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

using namespace ekiben::text;

void check(bool holds) {
  if (!holds) {
    std::abort();
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto address = parse_address(text)) {
    check(parse_address(address->text()) == address);
    // Never another address than connect() would see.
    std::uint8_t bytes[16] = {};
    check(inet_pton(address->v6 ? AF_INET6 : AF_INET, text.c_str(), bytes) == 1);
    check(std::memcmp(bytes, address->bytes.data(), address->v6 ? 16 : 4) == 0);
  }
  if (const auto range = parse_cidr(text)) {
    check(range->contains(range->base));
    check(parse_cidr(range->text())->text() == range->text());
  }
  if (const auto endpoint = parse_endpoint(text)) {
    check(*parse_endpoint(endpoint->text()) == *endpoint);
  }
  return 0;
}
