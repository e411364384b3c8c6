#include "pure/media/image.h"

#include "pure/media/blurhash.h"
#include "pure/media/codecs.h"
#include "pure/media/exif.h"

#include <catch_amalgamated.hpp>
#include <string>

using namespace ekiben::media;
using ekiben::ErrorKind;

namespace {

/// Left half red, right half blue, a green line on top: shows turning, mirroring and scaling.
Pixels sample(int width, int height, int channels) {
  Pixels pixels{width, height, channels, {}};
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      const bool top = y < height / 4;
      const bool left = x < width / 2;
      pixels.bytes.push_back(!top && left ? 255 : 0);
      pixels.bytes.push_back(top ? 255 : 0);
      pixels.bytes.push_back(!top && !left ? 255 : 0);
      if (channels == 4) {
        pixels.bytes.push_back(left ? 255 : 0);
      }
    }
  }
  return pixels;
}

char colour_at(const Pixels& pixels, int x, int y) {
  const std::uint8_t* p = pixels.row(y) + x * pixels.channels;
  return p[0] > 128 ? 'r' : p[1] > 128 ? 'g' : p[2] > 128 ? 'b' : '?';
}

std::string exif_segment(int orientation) {
  std::string payload("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
  payload.push_back(static_cast<char>(orientation));
  payload += std::string("\0\0\0\0\0\0", 6);
  return payload;
}

std::string with_exif(const std::string& jpeg, int orientation) {
  const auto payload = exif_segment(orientation);
  std::string segment("\xFF\xE1", 2);
  segment.push_back(static_cast<char>((payload.size() + 2) >> 8));
  segment.push_back(static_cast<char>((payload.size() + 2) & 0xFF));
  return jpeg.substr(0, 2) + segment + payload + jpeg.substr(2);
}

} // namespace

TEST_CASE("a picture is scaled down to what federates, never up") {
  const auto big = make_derivative(*encode_jpeg(sample(3000, 2000, 3)));
  REQUIRE(big);
  CHECK(big->width == 1280);
  CHECK(big->height == 853);
  CHECK(big->media_type == "image/jpeg");
  CHECK(big->blurhash.size() == 28);
  const auto small = make_derivative(*encode_png(sample(40, 20, 3)));
  REQUIRE(small);
  CHECK(small->width == 40);
  CHECK(small->media_type == "image/png");
}

TEST_CASE("a 24 megapixel photograph is taken") {
  const auto made = make_derivative(*encode_jpeg(sample(6000, 4000, 3)));
  REQUIRE(made);
  CHECK(made->width == 1280);
}

TEST_CASE("every EXIF orientation comes out upright and without EXIF") {
  const auto upright = sample(64, 32, 3);
  // What a camera stores for each orientation is the inverse turn of the upright picture; 6 and 8 undo each other.
  const int inverse[] = {0, 1, 2, 3, 4, 5, 8, 7, 6};
  for (int orientation = 1; orientation <= 8; orientation++) {
    INFO(orientation);
    const auto stored = make_upright(upright, inverse[orientation]);
    const auto made = make_derivative(with_exif(*encode_jpeg(stored), orientation));
    REQUIRE(made);
    CHECK(made->bytes.find("Exif") == std::string::npos);
    const auto back = decode_jpeg(made->bytes, {});
    REQUIRE(back);
    REQUIRE(back->width == 64);
    CHECK(colour_at(*back, 32, 2) == 'g');
    CHECK(colour_at(*back, 8, 24) == 'r');
    CHECK(colour_at(*back, 56, 24) == 'b');
  }
}

TEST_CASE("a broken orientation is no orientation") {
  CHECK(read_orientation("") == 1);
  CHECK(read_orientation(exif_segment(9)) == 1);
  CHECK(read_orientation(exif_segment(6)) == 6);
  for (std::size_t cut = 0; cut < exif_segment(6).size(); cut++) {
    const auto orientation = read_orientation(exif_segment(6).substr(0, cut));
    CHECK((orientation == 1 || orientation == 6));
  }
}

TEST_CASE("transparency survives in a PNG") {
  const auto made = make_derivative(*encode_png(sample(2000, 1000, 4)));
  REQUIRE(made);
  CHECK(made->media_type == "image/png");
  const auto back = decode_png(made->bytes, {});
  REQUIRE(back);
  CHECK(back->channels == 4);
  CHECK_FALSE(is_opaque(*back));
}

TEST_CASE("a lie about the type, an empty file and text are refused") {
  CHECK(make_derivative("").error().kind == ErrorKind::invalid);
  CHECK(make_derivative("GIF89a").error().kind == ErrorKind::invalid);
  CHECK(make_derivative("<svg xmlns='http://www.w3.org/2000/svg'/>").error().kind == ErrorKind::invalid);
  CHECK(make_derivative(std::string("\xFF\xD8\xFF\xE0 not a jpeg")).error().kind == ErrorKind::invalid);
}

TEST_CASE("a file that is cut off anywhere is refused, never half published") {
  for (const auto& whole : {*encode_jpeg(sample(50, 50, 3)), *encode_png(sample(50, 50, 3))}) {
    for (std::size_t cut = 0; cut + 20 < whole.size(); cut += 7) {
      CHECK_FALSE(make_derivative(whole.substr(0, cut)));
    }
  }
}

TEST_CASE("B39 a decompression bomb is refused by its header") {
  auto png = *encode_png(sample(8, 8, 3));
  // IHDR's width and height; its checksum is not right any more, so the limits must speak on a header that is right as well.
  ImageLimits tight;
  tight.max_pixels = 63;
  CHECK(make_derivative(png, tight).error().kind == ErrorKind::too_large);
  tight = {};
  tight.max_side = 7;
  CHECK_FALSE(make_derivative(png, tight));
  auto jpeg = *encode_jpeg(sample(8, 8, 3));
  const auto frame = jpeg.find("\xFF\xC0");
  REQUIRE(frame != std::string::npos);
  jpeg[frame + 5] = '\xFF';
  jpeg[frame + 7] = '\xFF';
  CHECK(make_derivative(jpeg).error().kind == ErrorKind::too_large);
}

TEST_CASE("a blurhash is 28 characters for any size and starts with its component count") {
  CHECK(encode_blurhash(sample(32, 20, 3)).starts_with("L"));
  CHECK(encode_blurhash(sample(1, 1, 3)).size() == 28);
  CHECK(encode_blurhash(Pixels{}).empty());
}

TEST_CASE("reducing by area keeps flat colours exact") {
  AreaScaler scaler(1000, 500, 3, 100);
  const std::vector<std::uint8_t> row(3000, 200);
  for (int y = 0; y < 500; y++) {
    scaler.add_row(row.data());
  }
  const auto pixels = scaler.take();
  CHECK(pixels.width == 100);
  CHECK(pixels.height == 50);
  CHECK(std::ranges::all_of(pixels.bytes, [](std::uint8_t b) { return b == 200; }));
}
