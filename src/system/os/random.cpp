#include "system/os/random.h"

#include "system/log/log.h"
#include "system/os/unique_fd.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/syscall.h>
#include <unistd.h>

namespace ekiben::os {
namespace {

#ifdef SYS_getrandom
constexpr long kGetrandom = SYS_getrandom;
#else
constexpr long kGetrandom = -1;
#endif
constexpr unsigned kNonBlocking = 1; // GRND_NONBLOCK

void say_waiting() {
  static std::atomic_flag said;
  if (!said.test_and_set()) {
    log::warning("waiting for entropy: the kernel has not collected enough randomness since boot");
  }
}

/// False when the kernel (ENOSYS) or a sandbox (EPERM) does not let us call it. glibc's wrapper is not used: it would need a kernel answer
/// we interpret ourselves anyway.
bool fill_by_getrandom(std::span<unsigned char> bytes) {
  while (!bytes.empty()) {
    const std::size_t wanted = std::min<std::size_t>(bytes.size(), 256); // up to 256 are never interrupted
    long got = syscall(kGetrandom, bytes.data(), wanted, kNonBlocking);
    if (got < 0 && errno == EAGAIN) {
      say_waiting();
      got = syscall(kGetrandom, bytes.data(), wanted, 0U);
    }
    if (got < 0) {
      if (errno == EINTR) {
        continue;
      }
      return false;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

void fill_by_device(std::span<unsigned char> bytes) {
  // /dev/urandom answers before it is seeded; /dev/random becomes readable when it is. Asked once.
  static std::atomic<bool> seeded{false};
  if (!seeded) {
    const UniqueFd blocking(::open("/dev/random", O_RDONLY | O_CLOEXEC));
    if (blocking) {
      pollfd entry{blocking.get(), POLLIN, 0};
      if (::poll(&entry, 1, 0) == 0) {
        say_waiting();
        while (::poll(&entry, 1, -1) < 0 && errno == EINTR) {
        }
      }
    }
    seeded = true;
  }
  const UniqueFd device(::open("/dev/urandom", O_RDONLY | O_CLOEXEC));
  while (device && !bytes.empty()) {
    const ssize_t got = ::read(device.get(), bytes.data(), bytes.size());
    if (got <= 0) {
      if (got < 0 && errno == EINTR) {
        continue;
      }
      break;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  if (!bytes.empty()) {
    throw std::runtime_error("no randomness: getrandom(2) is refused and /dev/urandom cannot be read");
  }
}

} // namespace

void fill_random(std::span<unsigned char> bytes) {
  if (!fill_by_getrandom(bytes)) {
    fill_by_device(bytes);
  }
}

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  fill_random({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  return bytes;
}

} // namespace ekiben::os
