#include "app/service_manager.h"

#include "system/os/unique_fd.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace ekiben::app {
namespace {

std::optional<long> number(const char* text) {
  if (text == nullptr) {
    return std::nullopt;
  }
  long value = 0;
  const auto [end, error] = std::from_chars(text, text + std::strlen(text), value);
  return error == std::errc() && *end == '\0' ? std::optional(value) : std::nullopt;
}

} // namespace

void notify_service_manager(std::string_view state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path == nullptr || (path[0] != '/' && path[0] != '@') || std::strlen(path) >= sizeof address.sun_path) {
    return;
  }
  const std::size_t length = std::strlen(path);
  std::copy_n(path, length, address.sun_path);
  if (path[0] == '@') {
    address.sun_path[0] = '\0'; // the abstract name space
  }
  const os::UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (fd) {
    (void)::sendto(fd.get(), state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
                   static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
  }
}

std::optional<std::chrono::milliseconds> watchdog_interval() {
  const auto microseconds = number(std::getenv("WATCHDOG_USEC"));
  const auto process = number(std::getenv("WATCHDOG_PID"));
  if (!microseconds || *microseconds <= 0 || (process && *process != ::getpid())) {
    return std::nullopt;
  }
  return std::max(std::chrono::milliseconds(*microseconds / 2000), std::chrono::milliseconds(10));
}

} // namespace ekiben::app
