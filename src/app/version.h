// Which ekiben this is.
#pragma once

namespace ekiben::app {

/// The project's version, from meson.build.
extern const char* const kVersion;

} // namespace ekiben::app
