#include "pure/media/pixels.h"

#include <algorithm>
#include <cstring>

namespace ekiben::media {
namespace {

struct Size {
  int width;
  int height;
};

Size fit(int width, int height, int side) {
  const int longer = std::max(width, height);
  if (longer <= side) {
    return {width, height};
  }
  const auto scaled = [&](int length) {
    return std::max(1, static_cast<int>((static_cast<std::int64_t>(length) * side + longer / 2) / longer));
  };
  return {scaled(width), scaled(height)};
}

} // namespace

AreaScaler::AreaScaler(int width, int height, int channels, int output_side) : height_(height), channels_(channels) {
  const auto size = fit(width, height, output_side);
  out_.width = size.width;
  out_.height = size.height;
  out_.channels = channels;
  out_.bytes.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * static_cast<std::size_t>(channels));
  column_of_.resize(static_cast<std::size_t>(width));
  counts_.resize(static_cast<std::size_t>(size.width));
  for (std::size_t x = 0; x < column_of_.size(); x++) {
    column_of_[x] = static_cast<std::uint32_t>(static_cast<std::int64_t>(x) * size.width / width);
    counts_[column_of_[x]]++;
  }
  // One more place a column when there is alpha: the sum of the weights.
  sums_.resize(static_cast<std::size_t>(size.width) * 4);
}

void AreaScaler::add_row(const std::uint8_t* row) {
  if (next_in_ >= height_) {
    return;
  }
  const auto out_row = static_cast<int>(static_cast<std::int64_t>(next_in_) * out_.height / height_);
  if (out_row != next_out_) {
    finish_row();
  }
  if (channels_ == 3) {
    for (std::size_t x = 0; x < column_of_.size(); x++, row += 3) {
      std::uint64_t* const sum = &sums_[static_cast<std::size_t>(column_of_[x]) * 4];
      sum[0] += row[0];
      sum[1] += row[1];
      sum[2] += row[2];
    }
  } else {
    for (std::size_t x = 0; x < column_of_.size(); x++, row += 4) {
      std::uint64_t* const sum = &sums_[static_cast<std::size_t>(column_of_[x]) * 4];
      const std::uint64_t alpha = row[3];
      sum[0] += row[0] * alpha;
      sum[1] += row[1] * alpha;
      sum[2] += row[2] * alpha;
      sum[3] += alpha;
    }
  }
  rows_in_sum_++;
  next_in_++;
  if (next_in_ == height_) {
    finish_row();
  }
}

void AreaScaler::finish_row() {
  std::uint8_t* out = out_.bytes.data() + static_cast<std::size_t>(next_out_) * static_cast<std::size_t>(out_.width * channels_);
  for (std::size_t x = 0; x < counts_.size(); x++) {
    std::uint64_t* const sum = &sums_[x * 4];
    const std::uint64_t count = static_cast<std::uint64_t>(counts_[x]) * rows_in_sum_;
    const std::uint64_t weight = channels_ == 3 ? count : sum[3];
    for (int channel = 0; channel < 3; channel++) {
      *out++ = weight == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>((sum[channel] + weight / 2) / weight);
    }
    if (channels_ == 4) {
      *out++ = count == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>((sum[3] + count / 2) / count);
    }
    std::fill_n(sum, 4, 0);
  }
  rows_in_sum_ = 0;
  next_out_++;
}

Pixels make_upright(Pixels pixels, int orientation) {
  if (orientation < 2 || orientation > 8) {
    return pixels;
  }
  const bool swapped = orientation >= 5;
  Pixels turned;
  turned.channels = pixels.channels;
  turned.width = swapped ? pixels.height : pixels.width;
  turned.height = swapped ? pixels.width : pixels.height;
  turned.bytes.resize(pixels.bytes.size());
  const auto channels = static_cast<std::size_t>(pixels.channels);
  for (int y = 0; y < turned.height; y++) {
    for (int x = 0; x < turned.width; x++) {
      // Where the upright pixel (x, y) lies in the stored picture; EXIF 2.32 tag 274.
      int from_x = swapped ? y : x;
      int from_y = swapped ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
        from_x = pixels.width - 1 - from_x;
      }
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
        from_y = pixels.height - 1 - from_y;
      }
      std::memcpy(turned.bytes.data() +
                      (static_cast<std::size_t>(y) * static_cast<std::size_t>(turned.width) + static_cast<std::size_t>(x)) * channels,
                  pixels.row(from_y) + static_cast<std::size_t>(from_x) * channels, channels);
    }
  }
  return turned;
}

bool is_opaque(const Pixels& pixels) {
  if (pixels.channels == 3) {
    return true;
  }
  for (std::size_t i = 3; i < pixels.bytes.size(); i += 4) {
    if (pixels.bytes[i] != 255) {
      return false;
    }
  }
  return true;
}

Pixels shrink(const Pixels& pixels, int side) {
  AreaScaler scaler(pixels.width, pixels.height, 3, side);
  std::vector<std::uint8_t> row(static_cast<std::size_t>(pixels.width) * 3);
  for (int y = 0; y < pixels.height; y++) {
    const std::uint8_t* from = pixels.row(y);
    for (std::size_t x = 0; x < static_cast<std::size_t>(pixels.width); x++, from += pixels.channels) {
      const unsigned alpha = pixels.channels == 4 ? from[3] : 255;
      for (std::size_t channel = 0; channel < 3; channel++) {
        row[x * 3 + channel] = static_cast<std::uint8_t>((from[channel] * alpha + 255U * (255U - alpha)) / 255U);
      }
    }
    scaler.add_row(row.data());
  }
  return scaler.take();
}

} // namespace ekiben::media
