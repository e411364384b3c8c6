// A foreign picture made into one that may be published: small, upright, without anything but its pixels.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ekiben::media {

enum class ImageType { jpeg, png, unknown };

/// By the first bytes; a name or a declared type is never believed.
ImageType sniff_image(std::string_view bytes);

/// What a picture may cost. 24 megapixels (a phone's) take about 70 ms and 9 MB as a baseline JPEG.
struct ImageLimits {
  std::int64_t max_pixels = 50'000'000;       ///< read from the header, before a pixel is decoded
  int max_side = 16'384;                      ///< pixels
  std::int64_t max_whole_pixels = 12'000'000; ///< of interlaced PNG, which must be held whole
  std::size_t max_decoder_bytes =
      160 * 1024 * 1024;   ///< what libjpeg may allocate (progressive JPEG holds its coefficients: 3 to 6 bytes a pixel)
  int output_side = 1'280; ///< the longer side of what federates
};

/// What is published.
struct Derivative {
  std::string bytes;
  std::string media_type; ///< "image/jpeg" or "image/png"
  int width = 0;          ///< pixels, upright
  int height = 0;
  std::string blurhash; ///< 4 × 3 components
};

/// Decodes row by row, scales down by area, turns it upright (EXIF orientation), encodes anew: no EXIF, location, comment or profile
/// survives. A PNG stays a PNG while it is small or transparent. Errors: invalid (not a JPEG or PNG, broken, cut off), too_large (over a
/// limit, said in megapixels). Meant for the sandboxed child (system/os): a crafted file may make a library crash.
Result<Derivative> make_derivative(std::string_view bytes, const ImageLimits& limits = {});

} // namespace ekiben::media
