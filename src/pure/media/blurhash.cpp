#include "pure/media/blurhash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace ekiben::media {
namespace {

constexpr int kAcross = 4;
constexpr int kDown = 3;

void append_base83(std::string& out, int value, int length) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
  int divisor = 1;
  for (int i = 1; i < length; i++) {
    divisor *= 83;
  }
  for (; divisor > 0; divisor /= 83) {
    out.push_back(kDigits[static_cast<std::size_t>(value / divisor % 83)]);
  }
}

double srgb_to_linear(std::uint8_t value) {
  const double v = value / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}
int linear_to_srgb(double value) {
  const double v = std::clamp(value, 0.0, 1.0);
  return static_cast<int>((v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055) * 255 + 0.5);
}
double signed_sqrt(double value) { return std::copysign(std::sqrt(std::abs(value)), value); }

using Colour = std::array<double, 3>;

} // namespace

std::string encode_blurhash(const Pixels& small) {
  if (small.width < 1 || small.height < 1 || small.channels != 3) {
    return {};
  }
  std::array<double, 256> linear{};
  for (std::size_t i = 0; i < linear.size(); i++) {
    linear[i] = srgb_to_linear(static_cast<std::uint8_t>(i));
  }
  std::array<Colour, static_cast<std::size_t>(kAcross * kDown)> factors{};
  for (int j = 0; j < kDown; j++) {
    for (int i = 0; i < kAcross; i++) {
      Colour& factor = factors[static_cast<std::size_t>(j * kAcross + i)];
      for (int y = 0; y < small.height; y++) {
        const double down = std::cos(std::numbers::pi * j * y / small.height);
        const std::uint8_t* pixel = small.row(y);
        for (int x = 0; x < small.width; x++, pixel += 3) {
          const double basis = std::cos(std::numbers::pi * i * x / small.width) * down;
          for (std::size_t channel = 0; channel < 3; channel++) {
            factor[channel] += basis * linear[pixel[channel]];
          }
        }
      }
      const double scale = (i == 0 && j == 0 ? 1.0 : 2.0) / (static_cast<double>(small.width) * small.height);
      for (double& channel : factor) {
        channel *= scale;
      }
    }
  }
  double largest = 0;
  for (std::size_t i = 1; i < factors.size(); i++) {
    for (const double channel : factors[i]) {
      largest = std::max(largest, std::abs(channel));
    }
  }
  std::string hash;
  append_base83(hash, kAcross - 1 + (kDown - 1) * 9, 1);
  const int quantised = std::clamp(static_cast<int>(largest * 166 - 0.5), 0, 82);
  append_base83(hash, quantised, 1);
  const double maximum = (quantised + 1) / 166.0;
  append_base83(hash, (linear_to_srgb(factors[0][0]) << 16) + (linear_to_srgb(factors[0][1]) << 8) + linear_to_srgb(factors[0][2]), 4);
  for (std::size_t i = 1; i < factors.size(); i++) {
    const auto part = [&](double value) { return std::clamp(static_cast<int>(std::floor(signed_sqrt(value / maximum) * 9 + 9.5)), 0, 18); };
    append_base83(hash, part(factors[i][0]) * 19 * 19 + part(factors[i][1]) * 19 + part(factors[i][2]), 2);
  }
  return hash;
}

} // namespace ekiben::media
