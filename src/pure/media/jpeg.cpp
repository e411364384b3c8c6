#include "pure/media/codecs.h"
#include "pure/media/exif.h"

#include <cstdio> // jpeglib.h needs FILE

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <jpeglib.h>
#include <memory>

namespace ekiben::media {
namespace {

/// libjpeg reports through longjmp: every function below that calls it keeps its C++ objects outside of the jump.
struct Failure {
  jpeg_error_mgr manager;
  std::jmp_buf jump;
  char text[JMSG_LENGTH_MAX] = "";
};

[[noreturn]] void give_up(j_common_ptr info) {
  auto* const failure = reinterpret_cast<Failure*>(info->err);
  info->err->format_message(info, failure->text);
  std::longjmp(failure->jump, 1);
}
void stay_silent(j_common_ptr /*info*/) {}

void install(Failure& failure, jpeg_error_mgr*& slot) {
  slot = jpeg_std_error(&failure.manager);
  failure.manager.error_exit = give_up;
  failure.manager.output_message = stay_silent;
}

class Decoder {
public:
  Decoder(std::string_view bytes, const ImageLimits& limits) : bytes_(bytes), limits_(limits) { install(failure_, info_.err); }
  ~Decoder() { jpeg_destroy_decompress(&info_); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  bool read_head() {
    if (setjmp(failure_.jump) != 0) {
      return false;
    }
    jpeg_create_decompress(&info_);
    info_.mem->max_memory_to_use = static_cast<long>(limits_.max_decoder_bytes);
    jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes_.data()), static_cast<unsigned long>(bytes_.size()));
    jpeg_save_markers(&info_, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&info_, TRUE);
    return true;
  }

  bool start() {
    if (setjmp(failure_.jump) != 0) {
      return false;
    }
    info_.out_color_space = is_cmyk() ? JCS_CMYK : JCS_RGB;
    // The DCT itself halves as long as the result stays at least as large as what is wanted.
    info_.scale_num = 8;
    info_.scale_denom = 8;
    while (info_.scale_num > 1 && static_cast<long>(longer_side()) * (info_.scale_num / 2) / 8 >= limits_.output_side) {
      info_.scale_num /= 2;
    }
    info_.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&info_);
    return true;
  }

  bool read_row(JSAMPLE* row) {
    if (setjmp(failure_.jump) != 0) {
      return false;
    }
    return jpeg_read_scanlines(&info_, &row, 1) == 1;
  }

  /// A warning of libjpeg means bytes were missing or wrong and made up.
  bool had_warnings() const { return failure_.manager.num_warnings > 0; }
  bool is_cmyk() const { return info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK; }
  bool is_inverted_cmyk() const { return info_.saw_Adobe_marker == TRUE; }
  unsigned longer_side() const { return info_.image_width > info_.image_height ? info_.image_width : info_.image_height; }
  const jpeg_decompress_struct& info() const { return info_; }
  const char* error() const { return failure_.text; }
  int orientation() const {
    for (const auto* marker = info_.marker_list; marker != nullptr; marker = marker->next) {
      if (const int found = read_orientation({reinterpret_cast<const char*>(marker->data), marker->data_length}); found != 1) {
        return found;
      }
    }
    return 1;
  }

private:
  std::string_view bytes_;
  const ImageLimits& limits_;
  Failure failure_{};
  jpeg_decompress_struct info_{};
};

void cmyk_to_rgb(std::vector<std::uint8_t>& row, std::size_t width, bool inverted) {
  for (std::size_t x = 0; x < width; x++) {
    const std::uint8_t* const from = &row[x * 4];
    const unsigned key = inverted ? from[3] : 255U - from[3];
    std::uint8_t rgb[3];
    for (int i = 0; i < 3; i++) {
      rgb[i] = static_cast<std::uint8_t>((inverted ? from[i] : 255U - from[i]) * key / 255U);
    }
    std::copy_n(rgb, 3, &row[x * 3]);
  }
}

class Encoder {
public:
  Encoder() { install(failure_, info_.err); }
  ~Encoder() {
    jpeg_destroy_compress(&info_);
    std::free(out_);
  }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  bool start(int width, int height) {
    if (setjmp(failure_.jump) != 0) {
      return false;
    }
    jpeg_create_compress(&info_);
    jpeg_mem_dest(&info_, &out_, &size_);
    info_.image_width = static_cast<JDIMENSION>(width);
    info_.image_height = static_cast<JDIMENSION>(height);
    info_.input_components = 3;
    info_.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info_);
    jpeg_set_quality(&info_, 85, TRUE);
    info_.optimize_coding = TRUE;
    jpeg_start_compress(&info_, TRUE);
    return true;
  }
  bool write_row(JSAMPLE* row) {
    if (setjmp(failure_.jump) != 0) {
      return false;
    }
    jpeg_write_scanlines(&info_, &row, 1);
    return true;
  }
  bool finish() {
    if (setjmp(failure_.jump) != 0) {
      return false;
    }
    jpeg_finish_compress(&info_);
    return true;
  }
  std::string take() const { return {reinterpret_cast<const char*>(out_), static_cast<std::size_t>(size_)}; }
  const char* error() const { return failure_.text; }

private:
  Failure failure_{};
  jpeg_compress_struct info_{};
  unsigned char* out_ = nullptr;
  unsigned long size_ = 0;
};

tl::unexpected<Error> refused(const char* why) { return fail(ErrorKind::invalid, std::string("the JPEG cannot be read: ") + why); }

} // namespace

Result<Pixels> decode_jpeg(std::string_view bytes, const ImageLimits& limits) {
  Decoder decoder(bytes, limits);
  if (!decoder.read_head()) {
    return refused(decoder.error());
  }
  EKIBEN_CHECK(check_size(decoder.info().image_width, decoder.info().image_height, limits));
  if (!decoder.start()) {
    return refused(decoder.error());
  }
  const auto width = static_cast<std::size_t>(decoder.info().output_width);
  AreaScaler scaler(static_cast<int>(width), static_cast<int>(decoder.info().output_height), 3, limits.output_side);
  std::vector<std::uint8_t> row(width * 4);
  while (decoder.info().output_scanline < decoder.info().output_height) {
    if (!decoder.read_row(row.data())) {
      return refused(decoder.error());
    }
    if (decoder.is_cmyk()) {
      cmyk_to_rgb(row, width, decoder.is_inverted_cmyk());
    }
    scaler.add_row(row.data());
  }
  if (decoder.had_warnings()) {
    return refused("it is cut off or damaged");
  }
  return make_upright(scaler.take(), decoder.orientation());
}

Result<std::string> encode_jpeg(const Pixels& pixels) {
  Encoder encoder;
  if (!encoder.start(pixels.width, pixels.height)) {
    return fail(ErrorKind::broken, std::string("writing a JPEG: ") + encoder.error());
  }
  std::vector<std::uint8_t> row(static_cast<std::size_t>(pixels.width) * 3);
  for (int y = 0; y < pixels.height; y++) {
    const std::uint8_t* from = pixels.row(y);
    for (std::size_t x = 0; x < static_cast<std::size_t>(pixels.width); x++, from += pixels.channels) {
      const unsigned alpha = pixels.channels == 4 ? from[3] : 255U;
      for (std::size_t channel = 0; channel < 3; channel++) {
        row[x * 3 + channel] = static_cast<std::uint8_t>((from[channel] * alpha + 255U * (255U - alpha)) / 255U);
      }
    }
    if (!encoder.write_row(row.data())) {
      return fail(ErrorKind::broken, std::string("writing a JPEG: ") + encoder.error());
    }
  }
  if (!encoder.finish()) {
    return fail(ErrorKind::broken, std::string("writing a JPEG: ") + encoder.error());
  }
  return encoder.take();
}

} // namespace ekiben::media
