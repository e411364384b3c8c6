// Foreign XRDs: a scanner that ends, and gives only what can be filled in.
#include "pure/activitypub/host_meta.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto found = ekiben::activitypub::read_host_meta({reinterpret_cast<const char*>(data), size});
  if (found && found->find("{uri}") == std::string::npos) {
    std::abort();
  }
  return 0;
}
