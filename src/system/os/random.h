// Random bytes from the kernel.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace ekiben::os {

/// Unpredictable bytes: getrandom(2), or /dev/urandom where a kernel or sandbox refuses it. Waits for the first entropy after boot and says
/// so in the log. Throws std::runtime_error when there is neither (a chroot without /dev under an old kernel): nothing secret can be made
/// then.
void fill_random(std::span<unsigned char> bytes);
std::string random_bytes(std::size_t size);

} // namespace ekiben::os
