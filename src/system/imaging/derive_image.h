// Foreign pictures through pure/media, in a process that has nothing to lose.
#pragma once

#include "base/result.h"
#include "pure/media/image.h"

#include <string>
#include <string_view>

namespace ekiben::imaging {

/// The hidden command under which our executable becomes the helper.
inline constexpr std::string_view kImageChildCommand = "image-child";

/// make_derivative() in a confined child (os/child.h, os/confine.h), one at a time in the whole process: a heavy job (design section 5,
/// memory). `program`: the executable; empty for our own. Errors as make_derivative, and timeout, unavailable when the child could not be
/// started or was killed.
Result<media::Derivative> derive_image(std::string_view bytes, const std::string& program = {});

/// What `ekiben image-child` does: reads standard input, confines itself, answers on standard output. Returns the exit code.
int run_image_child();

} // namespace ekiben::imaging
