// What a process tells the kernel and libc about itself, and what it may know about its peers.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <sys/types.h>

namespace ekiben::os {

/// At most two malloc arenas: resident memory stays small with ten threads (design: memory). Before the first thread.
void limit_malloc_arenas();

/// Raises the soft limit of open files to the hard one, at most `wanted`. Returns what it is now.
std::size_t raise_open_files_limit(std::size_t wanted = 65'536);

/// Nobody but root may read the process's memory, and it leaves no core: it holds keys.
void forbid_core_dumps();

struct PeerCredentials {
  pid_t pid = 0;
  uid_t uid = 0;
};
/// Who is at the other end of a unix socket (SO_PEERCRED). Errors: broken.
Result<PeerCredentials> peer_credentials(int socket_fd);

} // namespace ekiben::os
