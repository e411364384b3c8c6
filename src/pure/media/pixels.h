// Pixels in memory and the streaming reduction by area that every decoder feeds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ekiben::media {

/// 8 bits a channel, rows without gaps.
struct Pixels {
  int width = 0;
  int height = 0;
  int channels = 3; ///< 3: RGB, 4: RGBA
  std::vector<std::uint8_t> bytes;
  const std::uint8_t* row(int y) const { return bytes.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width * channels); }
};

/// Scales down to fit `output_side`, never up. Rows come in order through add_row(); memory is one output picture and one row of sums.
class AreaScaler {
public:
  AreaScaler(int width, int height, int channels, int output_side);
  /// `row`: width × channels bytes.
  void add_row(const std::uint8_t* row);
  /// After `height` rows.
  Pixels take() { return std::move(out_); }

private:
  void finish_row();

  int height_;
  int channels_;
  int next_in_ = 0;
  int next_out_ = 0;
  Pixels out_;
  std::vector<std::uint32_t> column_of_; ///< output column of each input column
  std::vector<std::uint64_t> sums_;      ///< per output column: weighted channels; with alpha the colours are weighted by it
  std::vector<std::uint32_t> counts_;    ///< input columns of each output column
  std::uint32_t rows_in_sum_ = 0;
};

/// Turns and mirrors by the EXIF orientation 1..8 (anything else: as it is).
Pixels make_upright(Pixels pixels, int orientation);

/// True when every alpha is 255 (or there is none).
bool is_opaque(const Pixels& pixels);

/// A smaller copy without alpha (over white), for the blurhash.
Pixels shrink(const Pixels& pixels, int side);

} // namespace ekiben::media
