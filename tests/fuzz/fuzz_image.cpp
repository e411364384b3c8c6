// Foreign pictures: any bytes give a derivative or an error, within the limits.
#include "pure/media/image.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ekiben::media::ImageLimits limits;
  limits.max_pixels = 1'000'000;
  limits.max_whole_pixels = 250'000;
  limits.output_side = 64;
  const auto made = ekiben::media::make_derivative({reinterpret_cast<const char*>(data), size}, limits);
  if (made && (made->width < 1 || made->width > 64 || made->height > 64 || made->bytes.empty())) {
    std::abort();
  }
  return 0;
}
