#include "system/os/process.h"

#include "system/os/files.h"

#include <algorithm>
#include <cerrno>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace ekiben::os {

void limit_malloc_arenas() { mallopt(M_ARENA_MAX, 2); }

std::size_t raise_open_files_limit(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return 0;
  }
  const rlim_t target = std::min<rlim_t>(limit.rlim_max, wanted);
  if (limit.rlim_cur < target) {
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = target;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) {
      return before;
    }
  }
  return limit.rlim_cur;
}

void forbid_core_dumps() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);
}

Result<PeerCredentials> peer_credentials(int socket_fd) {
  ucred credentials{};
  socklen_t size = sizeof credentials;
  if (::getsockopt(socket_fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
    return tl::unexpected<Error>(error_of_errno(errno, "asking who is at the other end of a socket"));
  }
  return PeerCredentials{credentials.pid, credentials.uid};
}

} // namespace ekiben::os
