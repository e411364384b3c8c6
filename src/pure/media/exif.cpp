#include "pure/media/exif.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace ekiben::media {
namespace {

class Tiff {
public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

  std::optional<std::uint32_t> number(std::size_t at, std::size_t width) const {
    if (at > bytes_.size() || bytes_.size() - at < width) {
      return std::nullopt;
    }
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; i++) {
      const auto byte = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at + (little_ ? width - 1 - i : i)]));
      value = (value << 8) | byte;
    }
    return value;
  }

private:
  std::string_view bytes_;
  bool little_;
};

} // namespace

int read_orientation(std::string_view payload) {
  constexpr std::string_view kMark("Exif\0\0", 6);
  constexpr std::uint32_t kOrientation = 274;
  constexpr std::uint32_t kShort = 3;
  if (!payload.starts_with(kMark)) {
    return 1;
  }
  const auto bytes = payload.substr(kMark.size());
  if (!bytes.starts_with("II") && !bytes.starts_with("MM")) {
    return 1;
  }
  const Tiff tiff(bytes);
  const auto directory = tiff.number(4, 4);
  if (tiff.number(2, 2) != 42U || !directory) {
    return 1;
  }
  const auto entries = tiff.number(*directory, 2);
  for (std::uint32_t i = 0; entries && i < *entries; i++) {
    const std::size_t at = static_cast<std::size_t>(*directory) + 2 + static_cast<std::size_t>(i) * 12;
    const auto tag = tiff.number(at, 2);
    if (!tag) {
      return 1;
    }
    if (*tag == kOrientation && tiff.number(at + 2, 2) == kShort) {
      const auto value = tiff.number(at + 8, 2).value_or(1);
      return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
  }
  return 1;
}

} // namespace ekiben::media
