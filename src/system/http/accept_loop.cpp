#include "system/http/accept_loop.h"

#include "pure/http/date.h"
#include "system/log/log.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace ekiben::http {

namespace {

/// Bytes asked for in one recv(); also bounds what can wait behind a request that is being answered.
constexpr std::size_t kReadBytes = 16 * 1024;
constexpr int kAcceptsPerTurn = 64;
/// A busy connection is a worker's; its handler must end by itself. This only bounds a list.
constexpr std::chrono::hours kNever{24 * 365};
/// Time for a client to read the last answer while it may still be sending.
constexpr std::chrono::milliseconds kLingerTime{2000};
/// Descriptors ran out: others in the process need the time more than new clients do.
constexpr std::chrono::milliseconds kAcceptPause{100};
/// How long the loop sleeps at most while there are deadlines: a clock that a test turns is noticed.
constexpr std::chrono::milliseconds kMaxSleep{250};

constexpr std::uint32_t kSpecialSlot = 0xffffffffU;
constexpr std::uint64_t kWakeTag = std::uint64_t{kSpecialSlot};
constexpr std::uint64_t listener_tag(std::size_t index) { return (std::uint64_t{index + 1} << 32) | kSpecialSlot; }
std::uint64_t tag_of(const Connection& connection) { return (std::uint64_t{connection.generation} << 32) | connection.slot; }

void add_to_epoll(int epoll, int fd, std::uint32_t events, std::uint64_t tag) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = tag;
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
    throw std::runtime_error(std::string("epoll_ctl: ") + std::strerror(errno)); // NOLINT(concurrency-mt-unsafe)
  }
}

} // namespace

AcceptLoop::AcceptLoop(ServerOptions options, TrustedProxies proxies, std::vector<Listener> listeners, const Router& router,
                       const Clock& clock)
    : options_(std::move(options)), proxies_(std::move(proxies)), listeners_(std::move(listeners)), router_(router), clock_(clock),
      desk_(std::make_shared<AnswerDesk>(options_.error_page, options_.finish)),
      workers_(std::make_unique<WorkerPool>(desk_, options_.guard, limits_.workers, limits_.max_queued_requests)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)), heads_(limits_.head_deadline), bodies_(limits_.body_deadline), idle_(limits_.idle_deadline),
      busy_(kNever), parked_(limits_.parked_deadline), writing_(limits_.write_deadline), lingering_(kLingerTime),
      connection_tally_(limits_.max_connections_per_address), request_tally_(limits_.max_connections_per_address),
      byte_tally_(limits_.max_buffered_bytes / 4), scratch_(kReadBytes) {
  if (!epoll_) {
    throw std::runtime_error("no epoll");
  }
  head_limits_.max_head = limits_.max_head_bytes;
  add_to_epoll(epoll_.get(), desk_->wake_fd(), EPOLLIN, kWakeTag);
  for (std::size_t i = 0; i < listeners_.size(); ++i) {
    add_to_epoll(epoll_.get(), listeners_[i].fd.get(), EPOLLIN, listener_tag(i));
  }
}

AcceptLoop::~AcceptLoop() {
  workers_.reset();
  desk_->close();
  for (const auto& listener : listeners_) {
    if (!listener.socket_path.empty()) {
      unlink(listener.socket_path.c_str());
    }
  }
}

void AcceptLoop::stop() {
  stop_asked_ = true;
  desk_->wake();
}

void AcceptLoop::run() {
  refresh_time();
  while (!stopped()) {
    turn();
  }
  connections_.for_each([this](Connection& connection) { close_connection(connection); });
}

void AcceptLoop::turn() {
  std::array<epoll_event, 256> events{};
  const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), next_timeout_ms());
  refresh_time();
  if (stop_asked_ && !stopping_) {
    begin_stopping();
  }
  // Listeners last: a newcomer may push out a connection that has an event in this very batch.
  std::vector<std::size_t> accepting;
  for (int i = 0; i < count; ++i) {
    const auto& event = events[static_cast<std::size_t>(i)];
    if ((event.data.u64 & kSpecialSlot) != kSpecialSlot) {
      handle_event(event.data.u64, event.events);
    } else if (event.data.u64 == kWakeTag) {
      collect_answers();
    } else {
      accepting.push_back(static_cast<std::size_t>(event.data.u64 >> 32) - 1);
    }
  }
  for (const auto& [slot, generation] : std::exchange(ready_, {})) {
    if (auto* connection = connections_.find(slot, static_cast<std::uint32_t>(generation))) {
      consume(*connection, {});
    }
  }
  if (!stopping_) {
    for (const auto index : accepting) {
      accept_some(listeners_[index].fd.get());
    }
  }
  expire();
}

void AcceptLoop::refresh_time() {
  now_ = clock_.steady_now();
  const auto wall = clock_.now();
  const auto second = std::chrono::floor<std::chrono::seconds>(wall).time_since_epoch().count();
  if (second != date_second_) {
    date_second_ = second;
    date_ = "date: " + format_http_date(wall) + "\r\n";
  }
}

int AcceptLoop::next_timeout_ms() const {
  if (!ready_.empty()) {
    return 0;
  }
  return connections_.size() == 0 && !accepting_paused_ && !stopping_ ? -1 : static_cast<int>(kMaxSleep.count());
}

void AcceptLoop::handle_event(std::uint64_t tag, std::uint32_t events) {
  auto* connection = connections_.find(static_cast<std::uint32_t>(tag), static_cast<std::uint32_t>(tag >> 32));
  if (connection == nullptr) {
    return;
  }
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
    close_connection(*connection);
    return;
  }
  switch (connection->state) {
  case State::fresh:
  case State::head:
  case State::body:
  case State::idle:
    if (connection->waiting.empty()) { // else it is in ready_, and more would only pile up
      read_some(*connection);
    }
    break;
  case State::busy:
  case State::parked:
    // The next request already, or the end of sending: later. Only now is it worth a call not to hear of it again.
    arm(*connection, 0);
    break;
  case State::writing:
    if ((events & EPOLLOUT) != 0) {
      continue_writing(*connection);
    } else {
      arm(*connection, EPOLLOUT);
    }
    break;
  case State::lingering:
    discard_some(*connection);
    break;
  }
}

void AcceptLoop::accept_some(int listener_fd) {
  for (int i = 0; i < kAcceptsPerTurn; ++i) {
    sockaddr_storage name{};
    socklen_t size = sizeof name;
    os::UniqueFd fd(accept4(listener_fd, reinterpret_cast<sockaddr*>(&name), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (fd) {
      admit(std::move(fd), peer_of(name));
      continue;
    }
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      if (!evict_one()) {
        pause_accepting();
      }
      return;
    }
    if (errno != EINTR && errno != ECONNABORTED) {
      return;
    }
  }
}

void AcceptLoop::admit(os::UniqueFd fd, const std::optional<text::Address>& peer) {
  if (connections_.size() >= limits_.max_connections && !evict_one()) {
    return;
  }
  // This machine is not a stranger, and a proxy stands for many: their clients are counted by request instead.
  const bool from_proxy = proxies_.trusts(peer);
  const bool counted = !from_proxy && !is_local(peer);
  if (counted && !connection_tally_.add(*peer)) {
    return;
  }
  if (peer) {
    const int on = 1;
    setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  auto& connection = connections_.add(std::move(fd));
  connection.peer = peer;
  connection.peer_text = peer ? peer->text() : "unix";
  connection.from_proxy = from_proxy;
  connection.counted = counted;
  if (counted) {
    connection.client = peer;
  }
  connection.armed = EPOLLIN | EPOLLRDHUP;
  heads_.put(connection, now_);
  add_to_epoll(epoll_.get(), connection.fd.get(), connection.armed, tag_of(connection));
}

bool AcceptLoop::evict_one() {
  // Who has waited longest between two requests, else who has taken longest to send a head: an honest head is one packet.
  auto* connection = idle_.first() != nullptr ? idle_.first() : heads_.first();
  if (connection == nullptr) {
    return false;
  }
  close_connection(*connection);
  return true;
}

void AcceptLoop::pause_accepting() {
  accepting_paused_ = true;
  accept_again_ = now_ + kAcceptPause;
  for (const auto& listener : listeners_) {
    epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, listener.fd.get(), nullptr);
  }
}

void AcceptLoop::expire() {
  for (auto* list : {&heads_, &bodies_, &idle_, &parked_, &writing_, &lingering_}) {
    while (list->first() != nullptr && list->first()->deadline <= now_) {
      expire_one(*list->first());
    }
  }
  if (accepting_paused_ && accept_again_ <= now_ && !stopping_) {
    accepting_paused_ = false;
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
      add_to_epoll(epoll_.get(), listeners_[i].fd.get(), EPOLLIN, listener_tag(i));
    }
  }
}

void AcceptLoop::expire_one(Connection& connection) {
  switch (connection.state) {
  case State::head:
    refuse(connection, 408, nullptr);
    break;
  case State::body:
    refuse(connection, 408, &connection.reader.head().request);
    break;
  case State::parked: {
    // The late answer will not find this request any more.
    const auto exchange = connection.exchange;
    const auto slot = connection.slot;
    const auto generation = connection.generation;
    refuse(connection, 503, &exchange->request);
    resume(slot, generation);
    break;
  }
  default:
    close_connection(connection);
  }
}

void AcceptLoop::arm(Connection& connection, std::uint32_t events) {
  if (connection.armed == events) {
    return;
  }
  epoll_event event{};
  event.events = events;
  event.data.u64 = tag_of(connection);
  epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, connection.fd.get(), &event);
  connection.armed = events;
}

void AcceptLoop::close_connection(Connection& connection) {
  DeadlineList::take_out(connection);
  discharge(connection);
  if (connection.counted) {
    connection_tally_.remove(*connection.peer);
  }
  connections_.remove(connection); // closing the descriptor takes it out of epoll
}

void AcceptLoop::begin_stopping() {
  stopping_ = true;
  drain_deadline_ = now_ + limits_.write_deadline;
  for (auto& listener : listeners_) {
    listener.fd.reset();
  }
  // Whose request is in hand gets its answer; the others have lost nothing.
  for (auto* list : {&heads_, &bodies_, &idle_}) {
    while (list->first() != nullptr) {
      close_connection(*list->first());
    }
  }
}

bool AcceptLoop::stopped() const { return stopping_ && (connections_.size() == 0 || drain_deadline_ <= now_); }

} // namespace ekiben::http
