#include "pure/media/codecs.h"

#include <csetjmp>
#include <cstring>
#include <png.h>
#include <vector>

namespace ekiben::media {
namespace {

/// libpng reports through longjmp, as libjpeg does.
class Decoder {
public:
  Decoder(std::string_view bytes, const ImageLimits& limits) : rest_(bytes), limits_(limits) {
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
  }
  ~Decoder() { png_destroy_read_struct(&png_, &info_, nullptr); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  bool read_head() {
    if (png_ == nullptr || info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0) {
      return false;
    }
    png_set_user_limits(png_, static_cast<png_uint_32>(limits_.max_side), static_cast<png_uint_32>(limits_.max_side));
    png_set_chunk_malloc_max(png_, 1024 * 1024); // text and profiles are not wanted
    png_set_chunk_cache_max(png_, 16);
    png_set_read_fn(png_, this, on_read);
    png_read_info(png_, info_);
    width_ = png_get_image_width(png_, info_);
    height_ = png_get_image_height(png_, info_);
    interlaced_ = png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE;
    return true;
  }

  /// To 8 bits of RGB or RGBA, whatever it was.
  bool start() {
    if (setjmp(png_jmpbuf(png_)) != 0) {
      return false;
    }
    png_set_expand(png_);
    png_set_strip_16(png_);
    png_set_gray_to_rgb(png_);
    png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
    channels_ = png_get_channels(png_, info_);
    return true;
  }

  bool read_row(std::uint8_t* row) {
    if (setjmp(png_jmpbuf(png_)) != 0) {
      return false;
    }
    png_read_row(png_, row, nullptr);
    return true;
  }
  bool read_whole(png_bytepp rows) {
    if (setjmp(png_jmpbuf(png_)) != 0) {
      return false;
    }
    png_read_image(png_, rows);
    return true;
  }

  png_uint_32 width() const { return width_; }
  png_uint_32 height() const { return height_; }
  int channels() const { return channels_; }
  bool interlaced() const { return interlaced_; }
  const char* error() const { return error_; }

private:
  [[noreturn]] static void on_error(png_structp png, png_const_charp text) {
    auto* const self = static_cast<Decoder*>(png_get_error_ptr(png));
    std::strncpy(self->error_, text, sizeof self->error_ - 1);
    png_longjmp(png, 1);
  }
  static void on_warning(png_structp /*png*/, png_const_charp /*text*/) {}
  static void on_read(png_structp png, png_bytep to, png_size_t size) {
    auto* const self = static_cast<Decoder*>(png_get_io_ptr(png));
    if (self->rest_.size() < size) {
      png_error(png, "it is cut off");
    }
    std::memcpy(to, self->rest_.data(), size);
    self->rest_.remove_prefix(size);
  }

  std::string_view rest_;
  const ImageLimits& limits_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  png_uint_32 width_ = 0;
  png_uint_32 height_ = 0;
  int channels_ = 0;
  bool interlaced_ = false;
  char error_[128] = "";
};

class Encoder {
public:
  Encoder() {
    png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, on_error, on_warning);
    info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
  }
  ~Encoder() { png_destroy_write_struct(&png_, &info_); }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  bool write(const Pixels& pixels) {
    if (png_ == nullptr || info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0) {
      return false;
    }
    png_set_write_fn(png_, this, on_write, nullptr);
    png_set_IHDR(png_, info_, static_cast<png_uint_32>(pixels.width), static_cast<png_uint_32>(pixels.height), 8,
                 pixels.channels == 4 ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png_, info_);
    for (int y = 0; y < pixels.height; y++) {
      png_write_row(png_, pixels.row(y));
    }
    png_write_end(png_, nullptr);
    return true;
  }
  std::string take() { return std::move(out_); }

private:
  [[noreturn]] static void on_error(png_structp png, png_const_charp /*text*/) { png_longjmp(png, 1); }
  static void on_warning(png_structp /*png*/, png_const_charp /*text*/) {}
  static void on_write(png_structp png, png_bytep from, png_size_t size) {
    static_cast<Encoder*>(png_get_io_ptr(png))->out_.append(reinterpret_cast<const char*>(from), size);
  }

  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  std::string out_;
};

tl::unexpected<Error> refused(const char* why) { return fail(ErrorKind::invalid, std::string("the PNG cannot be read: ") + why); }

} // namespace

Result<Pixels> decode_png(std::string_view bytes, const ImageLimits& limits) {
  Decoder decoder(bytes, limits);
  if (!decoder.read_head()) {
    return refused(decoder.error());
  }
  EKIBEN_CHECK(check_size(decoder.width(), decoder.height(), limits));
  const auto pixels = static_cast<std::int64_t>(decoder.width()) * decoder.height();
  if (decoder.interlaced() && pixels > limits.max_whole_pixels) {
    return fail(ErrorKind::too_large, "an interlaced PNG may have " + std::to_string(limits.max_whole_pixels / 1'000'000) +
                                          " megapixels, this one has " + std::to_string(pixels / 1'000'000));
  }
  if (!decoder.start()) {
    return refused(decoder.error());
  }
  const int channels = decoder.channels() == 4 ? 4 : 3;
  if (decoder.channels() != channels) {
    return refused("unknown channels");
  }
  const auto row_bytes = static_cast<std::size_t>(decoder.width()) * static_cast<std::size_t>(channels);
  AreaScaler scaler(static_cast<int>(decoder.width()), static_cast<int>(decoder.height()), channels, limits.output_side);
  if (decoder.interlaced()) {
    std::vector<std::uint8_t> whole(row_bytes * decoder.height());
    std::vector<png_bytep> rows(decoder.height());
    for (std::size_t y = 0; y < rows.size(); y++) {
      rows[y] = whole.data() + y * row_bytes;
    }
    if (!decoder.read_whole(rows.data())) {
      return refused(decoder.error());
    }
    for (const auto* const row : rows) {
      scaler.add_row(row);
    }
    return scaler.take();
  }
  std::vector<std::uint8_t> row(row_bytes);
  for (png_uint_32 y = 0; y < decoder.height(); y++) {
    if (!decoder.read_row(row.data())) {
      return refused(decoder.error());
    }
    scaler.add_row(row.data());
  }
  return scaler.take();
}

Result<std::string> encode_png(const Pixels& pixels) {
  Encoder encoder;
  if (!encoder.write(pixels)) {
    return fail(ErrorKind::broken, "writing a PNG failed");
  }
  return encoder.take();
}

} // namespace ekiben::media
