#include "system/http/listener.h"

#include "pure/text/ip_address.h"

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace ekiben::http {

namespace {

constexpr int kBacklog = 1024;
constexpr mode_t kSocketMode = 0660;

struct SocketName {
  sockaddr_storage storage{};
  socklen_t size = 0;
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

SocketName name_of(const text::Address& address, int port) {
  SocketName name;
  if (address.v6) {
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&name.storage);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(static_cast<std::uint16_t>(port));
    std::memcpy(&v6->sin6_addr, address.bytes.data(), 16);
    name.size = sizeof(sockaddr_in6);
  } else {
    auto* v4 = reinterpret_cast<sockaddr_in*>(&name.storage);
    v4->sin_family = AF_INET;
    v4->sin_port = htons(static_cast<std::uint16_t>(port));
    std::memcpy(&v4->sin_addr, address.bytes.data(), 4);
    name.size = sizeof(sockaddr_in);
  }
  return name;
}

Result<SocketName> name_of(const std::string& path) {
  SocketName name;
  auto* local = reinterpret_cast<sockaddr_un*>(&name.storage);
  if (path.empty() || path.size() >= sizeof local->sun_path) {
    return fail(ErrorKind::misconfigured, "the socket's path is empty or longer than 107 bytes: " + path);
  }
  local->sun_family = AF_UNIX;
  std::memcpy(local->sun_path, path.data(), path.size());
  name.size = sizeof(sockaddr_un);
  return name;
}

tl::unexpected<Error> fail_system(const std::string& doing) {
  // A place that is taken may be free in a moment (a restart that overlaps): a supervisor may try again. The rest is the owner's to mend.
  const auto kind = errno == EADDRINUSE ? ErrorKind::unavailable : ErrorKind::misconfigured;
  return fail(kind, doing + ": " + std::strerror(errno)); // NOLINT(concurrency-mt-unsafe): before threads
}

int port_of(int fd) {
  SocketName name;
  name.size = sizeof name.storage;
  if (getsockname(fd, name.get(), &name.size) != 0) {
    return 0;
  }
  if (name.storage.ss_family == AF_INET) {
    return ntohs(reinterpret_cast<sockaddr_in*>(&name.storage)->sin_port);
  }
  return name.storage.ss_family == AF_INET6 ? ntohs(reinterpret_cast<sockaddr_in6*>(&name.storage)->sin6_port) : 0;
}

/// Removes a socket file whose server is gone. Whatever else lies there is not ours to remove.
Result<void> clear_stale_socket(const std::string& path, SocketName& name) {
  struct stat info{};
  if (lstat(path.c_str(), &info) != 0) {
    return {};
  }
  if (!S_ISSOCK(info.st_mode)) {
    return fail(ErrorKind::misconfigured, path + " exists and is not a socket");
  }
  const os::UniqueFd probe(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (connect(probe.get(), name.get(), name.size) == 0 || errno != ECONNREFUSED) {
    return fail(ErrorKind::unavailable, "another server listens on " + path);
  }
  unlink(path.c_str());
  return {};
}

Result<Listener> open_unix_listener(const std::string& path) {
  EKIBEN_TRY(auto name, name_of(path));
  EKIBEN_CHECK(clear_stale_socket(path, name));
  Listener listener{os::UniqueFd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)), 0, path};
  if (!listener.fd || bind(listener.fd.get(), name.get(), name.size) != 0) {
    return fail_system("listening on " + path);
  }
  // Nobody can connect before listen(), so the mode is never too wide.
  if (chmod(path.c_str(), kSocketMode) != 0 || listen(listener.fd.get(), kBacklog) != 0) {
    return fail_system("listening on " + path);
  }
  return listener;
}

} // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  constexpr std::string_view kUnix = "unix:";
  if (text.starts_with(kUnix)) {
    const std::string path(text.substr(kUnix.size()));
    if (path.empty()) {
      return fail(ErrorKind::invalid, "unix: needs a path");
    }
    return ListenAddress{path, 0, true};
  }
  EKIBEN_TRY(const auto endpoint, text::parse_endpoint(text, 0));
  return ListenAddress{endpoint.address.text(), endpoint.port, false};
}

Result<Listener> open_listener(const ListenAddress& address) {
  if (address.unix_socket) {
    return open_unix_listener(address.host_or_path);
  }
  const auto host = text::parse_address(address.host_or_path);
  if (!host) {
    return fail(ErrorKind::misconfigured, "\"" + address.host_or_path + "\" is not a numeric address to listen on");
  }
  const auto shown = host->text_with_port(address.port);
  Listener listener{os::UniqueFd(socket(host->v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)), 0, {}};
  const int on = 1;
  if (!listener.fd || setsockopt(listener.fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0) {
    return fail_system("listening on " + shown);
  }
  if (host->v6) {
    // One listener, one family: what "[::]" means must not depend on the machine's settings.
    setsockopt(listener.fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  }
  auto name = name_of(*host, address.port);
  if (bind(listener.fd.get(), name.get(), name.size) != 0 || listen(listener.fd.get(), kBacklog) != 0) {
    return fail_system("listening on " + shown);
  }
  listener.port = port_of(listener.fd.get());
  return listener;
}

int count_passed_listeners() {
  const auto number = [](const char* variable) {
    const char* value = std::getenv(variable); // NOLINT(concurrency-mt-unsafe): before threads
    int result = 0;
    if (value != nullptr) {
      std::from_chars(value, value + std::strlen(value), result);
    }
    return result;
  };
  return number("LISTEN_PID") == getpid() ? number("LISTEN_FDS") : 0;
}

Result<Listener> take_over_listener(int fd) {
  int accepting = 0;
  socklen_t size = sizeof accepting;
  if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &accepting, &size) != 0 || accepting == 0) {
    return fail(ErrorKind::misconfigured, "descriptor " + std::to_string(fd) + " from the service manager is not a listening socket");
  }
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return Listener{os::UniqueFd(fd), port_of(fd), {}};
}

} // namespace ekiben::http
