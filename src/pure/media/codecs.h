// The two libraries behind plain functions: foreign bytes to scaled pixels, pixels to bytes.
#pragma once

#include "base/result.h"
#include "pure/media/image.h"
#include "pure/media/pixels.h"

#include <string>
#include <string_view>

namespace ekiben::media {

/// Scaled to `limits.output_side` while decoding, upright. Errors as make_derivative.
Result<Pixels> decode_jpeg(std::string_view bytes, const ImageLimits& limits);
Result<Pixels> decode_png(std::string_view bytes, const ImageLimits& limits);

/// Quality 85, 4:2:0; alpha is laid over white.
Result<std::string> encode_jpeg(const Pixels& pixels);
Result<std::string> encode_png(const Pixels& pixels);

/// Errors: invalid for an empty picture, too_large over `limits`, with the figures.
Result<void> check_size(std::int64_t width, std::int64_t height, const ImageLimits& limits);

} // namespace ekiben::media
