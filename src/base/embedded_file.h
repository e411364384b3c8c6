// A file that was put inside the binary when it was built (packaging/embed).
#pragma once

#include <string_view>

namespace ekiben {

/// All views point into the binary and live as long as it runs.
struct EmbeddedFile {
  std::string_view name;  ///< "profile.mustache": the file's own name, without its folder
  std::string_view bytes; ///< as it lies in the tree
  std::string_view gzip;  ///< the same, compressed as well as possible; empty when that is not smaller
  std::string_view hash;  ///< first 12 hexadecimal digits of the SHA-256 of `bytes`: for URLs that never change their meaning
};

} // namespace ekiben
