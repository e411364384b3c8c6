#include "system/os/unique_fd.h"

#include <unistd.h>

namespace ekiben::os {

void UniqueFd::reset() {
  if (fd_ >= 0) {
    // Never retried on EINTR: Linux has closed it by then, and another thread may already own the number.
    ::close(std::exchange(fd_, -1));
  }
}

} // namespace ekiben::os
