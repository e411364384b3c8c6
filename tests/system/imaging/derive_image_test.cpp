#include "system/imaging/derive_image.h"

#include "pure/media/codecs.h"

#include <catch_amalgamated.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

using namespace ekiben;

namespace {
// This program is its own helper: started as "PROGRAM image-child" it does what ekiben does under that command, before any test runs.
[[maybe_unused]] const bool kIsHelper = [] {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  const std::string line((std::istreambuf_iterator<char>(file)), {});
  if (line.ends_with(std::string(1, '\0') + std::string(imaging::kImageChildCommand) + std::string(1, '\0'))) {
    ::_exit(imaging::run_image_child());
  }
  return false;
}();
} // namespace

namespace {
std::string jpeg(int width, int height) {
  return *media::encode_jpeg(media::Pixels{width, height, 3, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height * 3), 120)});
}
} // namespace

TEST_CASE("a picture comes back from the confined helper process as a smaller one") {
  const auto made = imaging::derive_image(jpeg(2600, 1300));
  REQUIRE(made);
  CHECK(made->width == 1280);
  CHECK(made->height == 640);
  CHECK(made->blurhash.size() == 28);
}

TEST_CASE("a broken picture, a bomb and a lie come back as a sentence") {
  CHECK(imaging::derive_image("\xFF\xD8\xFF broken").error().kind == ErrorKind::invalid);
  CHECK(imaging::derive_image("GIF89a").error().kind == ErrorKind::invalid);
  auto bomb = jpeg(8, 8);
  const auto frame = bomb.find("\xFF\xC0");
  bomb[frame + 5] = '\xFF';
  bomb[frame + 7] = '\xFF';
  CHECK(imaging::derive_image(bomb).error().kind == ErrorKind::too_large);
}

TEST_CASE("a helper that cannot be started, says nonsense or dies is an error, not a picture") {
  CHECK(imaging::derive_image(jpeg(8, 8), "/nonexistent/ekiben").error().kind == ErrorKind::unavailable);
  CHECK_FALSE(imaging::derive_image(jpeg(8, 8), "/bin/echo"));
  CHECK_FALSE(imaging::derive_image(jpeg(8, 8), "/bin/false"));
}
