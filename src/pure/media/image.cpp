#include "pure/media/image.h"

#include "pure/media/blurhash.h"
#include "pure/media/codecs.h"

namespace ekiben::media {
namespace {

/// A screenshot stays sharp as PNG; a photograph as PNG would be several megabytes.
constexpr std::size_t kMaxPngBytes = 1'500'000;

Result<Derivative> encode(const Pixels& pixels, ImageType source) {
  Derivative made;
  made.width = pixels.width;
  made.height = pixels.height;
  made.blurhash = encode_blurhash(shrink(pixels, 32));
  if (source == ImageType::png) {
    EKIBEN_TRY(made.bytes, encode_png(pixels));
    made.media_type = "image/png";
    if (made.bytes.size() <= kMaxPngBytes || !is_opaque(pixels)) {
      return made;
    }
  }
  EKIBEN_TRY(made.bytes, encode_jpeg(pixels));
  made.media_type = "image/jpeg";
  return made;
}

} // namespace

ImageType sniff_image(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) {
    return ImageType::jpeg;
  }
  if (bytes.starts_with(std::string_view("\x89PNG\r\n\x1A\n", 8))) {
    return ImageType::png;
  }
  return ImageType::unknown;
}

Result<void> check_size(std::int64_t width, std::int64_t height, const ImageLimits& limits) {
  if (width < 1 || height < 1) {
    return fail(ErrorKind::invalid, "the picture is empty");
  }
  if (width > limits.max_side || height > limits.max_side || width * height > limits.max_pixels) {
    return fail(ErrorKind::too_large, "the picture is " + std::to_string(width) + " × " + std::to_string(height) + " pixels; at most " +
                                          std::to_string(limits.max_pixels / 1'000'000) + " megapixels and " +
                                          std::to_string(limits.max_side) + " a side are taken");
  }
  return {};
}

Result<Derivative> make_derivative(std::string_view bytes, const ImageLimits& limits) {
  const auto type = sniff_image(bytes);
  if (type == ImageType::unknown) {
    return fail(ErrorKind::invalid, "only JPEG and PNG pictures are taken");
  }
  EKIBEN_TRY(const auto pixels, type == ImageType::jpeg ? decode_jpeg(bytes, limits) : decode_png(bytes, limits));
  return encode(pixels, type);
}

} // namespace ekiben::media
