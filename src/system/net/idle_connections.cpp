#include "system/net/idle_connections.h"

#include <algorithm>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace ekiben::net {
namespace {

/// Neither closed by the peer nor with unasked bytes waiting.
bool is_quiet(int fd) {
  char byte = 0;
  const ssize_t got = ::recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

} // namespace

IdleConnections::~IdleConnections() {
  while (!entries_.empty()) {
    close(entries_.begin());
  }
}

void IdleConnections::put(std::string key, std::unique_ptr<Transport> transport) {
  const auto same_key = [&](const Entry& entry) { return entry.key == key; };
  if (std::ranges::count_if(entries_, same_key) >= static_cast<std::ptrdiff_t>(kMaxPerKey)) {
    close(std::ranges::find_if(entries_, same_key));
  }
  if (entries_.size() >= kMax) {
    close(entries_.begin());
  }
  const int fd = transport->fd();
  entries_.emplace_back(std::move(key), std::move(transport), loop_);
  const Place place = std::prev(entries_.end());
  loop_.watch(fd, EPOLLIN | EPOLLRDHUP, [this, place](std::uint32_t) { close(place); });
  place->expiry.set_after(kIdleTime, [this, place] { close(place); });
}

std::unique_ptr<Transport> IdleConnections::take(const std::string& key) {
  for (auto it = entries_.rbegin(); it != entries_.rend(); ++it) {
    if (it->key != key) {
      continue;
    }
    const Place place = std::prev(it.base());
    loop_.unwatch(place->transport->fd());
    std::unique_ptr<Transport> transport = std::move(place->transport);
    entries_.erase(place);
    return is_quiet(transport->fd()) ? std::move(transport) : take(key);
  }
  return nullptr;
}

void IdleConnections::close(Place place) {
  loop_.unwatch(place->transport->fd());
  entries_.erase(place);
}

} // namespace ekiben::net
