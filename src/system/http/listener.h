// Sockets that accept: TCP, unix, or handed over by the service manager.
#pragma once

#include "base/result.h"
#include "system/http/server.h"
#include "system/os/unique_fd.h"

#include <string>
#include <vector>

namespace ekiben::http {

/// Non-blocking and listening.
struct Listener {
  os::UniqueFd fd;
  int port = 0;            ///< as bound; 0 for a unix socket
  std::string socket_path; ///< of a unix socket we made, to be removed at the end; empty otherwise
};

/// SO_REUSEADDR, so that a restart need not wait; never SO_REUSEPORT, so that two servers cannot share a port unnoticed. A unix socket is
/// made with mode 0660; a socket file that nobody listens on is replaced, anything else is left alone. Errors: misconfigured,
/// unavailable when another process listens there.
Result<Listener> open_listener(const ListenAddress& address);

/// How many sockets the service manager passed (LISTEN_PID and LISTEN_FDS, sd_listen_fds(3)); they start at fd 3.
int count_passed_listeners();
/// Takes over `fd`, which must be a listening stream socket. Errors: misconfigured.
Result<Listener> take_over_listener(int fd);

} // namespace ekiben::http
