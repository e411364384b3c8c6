// The one thing of EXIF that must survive: which way is up.
#pragma once

#include <string_view>

namespace ekiben::media {

/// `payload`: an APP1 segment without its marker and length ("Exif\0\0II*\0..."). The orientation 1..8, or 1 when there is none or it is
/// broken. TIFF 6.0 section 2, EXIF 2.32 tag 274. Reads only inside `payload`.
int read_orientation(std::string_view payload);

} // namespace ekiben::media
