#include "system/os/directory_lock.h"

#include "system/os/files.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace ekiben::os {
namespace {

/// What the holder wrote, for the message; digits only, since anybody may have written the file.
std::string holder_of(int fd) {
  char buffer[24];
  const ssize_t got = ::pread(fd, buffer, sizeof buffer, 0);
  std::string digits;
  for (ssize_t i = 0; i < got && buffer[i] >= '0' && buffer[i] <= '9'; ++i) {
    digits += buffer[i];
  }
  return digits.empty() ? "another process" : "process " + digits;
}

} // namespace

Result<DirectoryLock> DirectoryLock::acquire(const std::string& directory) {
  const std::string path = directory + "/lock";
  UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd) {
    return tl::unexpected<Error>(error_of_errno(errno, "opening " + path));
  }
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return fail(ErrorKind::misconfigured,
                  directory + " is in use by " + holder_of(fd.get()) + "; only one ekiben may run on a directory");
    }
    return tl::unexpected<Error>(error_of_errno(errno, "locking " + path));
  }
  // The number is for people; that it cannot be written must not keep a server from starting (full disk: pages stay readable).
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd.get(), 0) != 0 || ::pwrite(fd.get(), pid.data(), pid.size(), 0) < 0) {
    return DirectoryLock(std::move(fd));
  }
  return DirectoryLock(std::move(fd));
}

} // namespace ekiben::os
