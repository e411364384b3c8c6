// A picture's colours in 28 characters, for the place it will take.
#pragma once

#include "pure/media/pixels.h"

#include <string>

namespace ekiben::media {

/// 4 × 3 components of a small RGB picture (32 pixels are enough); algorithm: https://github.com/woltapp/blurhash/blob/master/Algorithm.md.
/// Empty for an empty picture.
std::string encode_blurhash(const Pixels& small);

} // namespace ekiben::media
