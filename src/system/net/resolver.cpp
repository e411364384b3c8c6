#include "system/net/resolver.h"

#include "system/log/log.h"

#include <algorithm>
#include <ares.h>
#include <cstring>
#include <map>
#include <mutex>
#include <netdb.h>
#include <netinet/in.h>
#include <optional>
#include <sys/epoll.h>
#include <unordered_map>
#include <utility>

namespace ekiben::net {
namespace {

constexpr int kTimeoutMilliseconds = 2000; ///< for the first try; c-ares doubles it
constexpr int kTries = 2;
/// resolv.conf may change under a long-lived process: after failures it is read again, at most this often.
constexpr std::chrono::seconds kRenewAfter{30};

Result<ares_channel> make_channel(const std::string& servers, ares_sock_state_cb on_socket, void* context) {
  // Once for the process: the library's own set-up is not thread-safe.
  static std::once_flag once;
  std::call_once(once, [] { ares_library_init(ARES_LIB_INIT_ALL); });
  ares_options options{};
  char lookups[] = "b"; // DNS only, no hosts file
  options.timeout = kTimeoutMilliseconds;
  options.tries = kTries;
  options.lookups = lookups;
  options.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
  options.sock_state_cb = on_socket;
  options.sock_state_cb_data = context;
  int mask = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS | ARES_OPT_FLAGS | ARES_OPT_SOCK_STATE_CB;
#ifdef ARES_OPT_QUERY_CACHE
  options.qcache_max_ttl = 0; // ours is the only cache
  mask |= ARES_OPT_QUERY_CACHE;
#endif
  ares_channel channel = nullptr;
  if (const int status = ares_init_options(&channel, &options, mask); status != ARES_SUCCESS) {
    return fail(ErrorKind::misconfigured, std::string("the resolver cannot start: ") + ares_strerror(status));
  }
  if (!servers.empty()) {
    if (const int status = ares_set_servers_ports_csv(channel, servers.c_str()); status != ARES_SUCCESS) {
      ares_destroy(channel);
      return fail(ErrorKind::misconfigured, "dns.servers \"" + servers + "\": " + ares_strerror(status));
    }
  }
  return channel;
}

/// At most kMaxAddresses of one family, and the shortest time that any of the records is good for.
void take_addresses(const ares_addrinfo& info, std::vector<text::Address>& out, std::chrono::seconds& ttl) {
  std::size_t taken = 0;
  for (const ares_addrinfo_node* node = info.nodes; node != nullptr && taken < Resolver::kMaxAddresses / 2; node = node->ai_next, ++taken) {
    text::Address address;
    if (node->ai_family == AF_INET) {
      std::memcpy(address.bytes.data(), &reinterpret_cast<const sockaddr_in*>(node->ai_addr)->sin_addr, 4);
    } else if (node->ai_family == AF_INET6) {
      address.v6 = true;
      std::memcpy(address.bytes.data(), &reinterpret_cast<const sockaddr_in6*>(node->ai_addr)->sin6_addr, 16);
    } else {
      continue;
    }
    ttl = std::min(ttl, std::chrono::seconds(node->ai_ttl));
    out.push_back(address);
  }
  for (const ares_addrinfo_cname* name = info.cnames; name != nullptr; name = name->next) {
    ttl = std::min(ttl, std::chrono::seconds(name->ttl));
  }
}

} // namespace

class Resolver::Impl {
public:
  Impl(EventLoop& loop, std::string servers) : loop_(loop), servers_(std::move(servers)) {}

  ~Impl() {
    closing_ = true;
    close_channel();
  }

  Result<void> open() {
    EKIBEN_TRY(channel_, make_channel(servers_, &Impl::on_socket, this));
    opened_ = loop_.clock().steady_now();
    return {};
  }

  void resolve(const std::string& name, Done done) {
    const SteadyTime now = loop_.clock().steady_now();
    if (const auto cached = cache_.find(name); cached != cache_.end()) {
      if (cached->second.expires > now) {
        later([result = cached->second.result, done = std::move(done)] { done(result); });
        return;
      }
      cache_.erase(cached);
    }
    const auto [place, is_new] = running_.try_emplace(name);
    place->second.waiting.push_back(std::move(done));
    if (!is_new) {
      return;
    }
    renew_if_needed(now);
    // Each family by itself: that one of them has no answer must not lose the other's.
    for (const int family : {AF_INET, AF_INET6}) {
      ares_addrinfo_hints hints{};
      hints.ai_family = family;
      hints.ai_flags = ARES_AI_NOSORT;
      ares_getaddrinfo(channel_, name.c_str(), nullptr, &hints, &Impl::on_answer, new Question{this, name});
    }
    set_timer();
  }

private:
  struct Question {
    Impl* impl;
    std::string name;
  };
  struct Running {
    std::vector<Done> waiting;
    std::vector<text::Address> addresses;
    std::chrono::seconds ttl = kLongestTtl;
    int answers = 0;
    bool failed = false; ///< a family got no answer at all, as against "there is none"
    std::string why;
  };
  struct Cached {
    Result<std::vector<text::Address>> result;
    SteadyTime expires;
  };

  static void on_answer(void* context, int status, int /*timeouts*/, ares_addrinfo* info) {
    const std::unique_ptr<Question> question(static_cast<Question*>(context));
    const std::unique_ptr<ares_addrinfo, void (*)(ares_addrinfo*)> owner(info, ares_freeaddrinfo);
    if (!question->impl->closing_) {
      question->impl->answer(question->name, status, info);
    }
  }

  static void on_socket(void* context, ares_socket_t fd, int readable, int writable) {
    static_cast<Impl*>(context)->socket_changed(fd, readable != 0, writable != 0);
  }

  void answer(const std::string& name, int status, const ares_addrinfo* info) {
    const auto found = running_.find(name);
    if (found == running_.end()) {
      return;
    }
    Running& running = found->second;
    if (status == ARES_SUCCESS && info != nullptr) {
      take_addresses(*info, running.addresses, running.ttl);
    } else if (status != ARES_ENODATA && status != ARES_ENOTFOUND) {
      running.failed = true;
      running.why = ares_strerror(status);
      renew_wanted_ = true;
    }
    if (++running.answers < 2) {
      return;
    }
    Running complete = std::move(running);
    running_.erase(found);
    complete_with(name, std::move(complete));
  }

  void complete_with(const std::string& name, Running complete) {
    Result<std::vector<text::Address>> result = std::move(complete.addresses);
    std::chrono::seconds ttl = std::clamp(complete.ttl, kShortestTtl, kLongestTtl);
    if (result->empty()) {
      ttl = complete.failed ? kFailureTtl : kNegativeTtl;
      result = fail(ErrorKind::unavailable, complete.failed ? "the name servers did not answer for " + name + ": " + complete.why
                                                            : "there is no host named " + name);
    } else if (complete.failed) {
      ttl = std::min(ttl, kFailureTtl); // half an answer
    }
    remember(name, result, loop_.clock().steady_now() + ttl);
    later([result = std::move(result), waiting = std::move(complete.waiting)] {
      for (const Done& done : waiting) {
        done(result);
      }
    });
  }

  void remember(const std::string& name, const Result<std::vector<text::Address>>& result, SteadyTime expires) {
    if (cache_.size() >= kMaxCachedNames) {
      const SteadyTime now = loop_.clock().steady_now();
      std::erase_if(cache_, [&](const auto& entry) { return entry.second.expires <= now; });
      if (cache_.size() >= kMaxCachedNames) {
        cache_.erase(cache_.begin()); // any: a full cache of living names is a flood or a fan-out, both ask each name once
      }
    }
    cache_.insert_or_assign(name, Cached{result, expires});
  }

  void socket_changed(ares_socket_t fd, bool readable, bool writable) {
    const std::uint32_t events = (readable ? EPOLLIN : 0U) | (writable ? EPOLLOUT : 0U);
    const auto found = std::find(sockets_.begin(), sockets_.end(), fd);
    if (events == 0) {
      if (found != sockets_.end()) {
        sockets_.erase(found);
        loop_.unwatch(fd);
      }
      return;
    }
    if (found != sockets_.end()) {
      loop_.change(fd, events);
      return;
    }
    sockets_.push_back(fd);
    loop_.watch(fd, events, [this, fd](std::uint32_t happened) {
      const bool in = (happened & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0;
      const bool out = (happened & (EPOLLOUT | EPOLLERR)) != 0;
      ares_process_fd(channel_, in ? fd : ARES_SOCKET_BAD, out ? fd : ARES_SOCKET_BAD);
      set_timer();
    });
  }

  void set_timer() {
    if (timer_) {
      loop_.cancel(*timer_);
      timer_.reset();
    }
    timeval buffer{};
    const timeval* wait = ares_timeout(channel_, nullptr, &buffer);
    if (wait == nullptr) {
      return;
    }
    const auto after = std::chrono::seconds(wait->tv_sec) + std::chrono::microseconds(wait->tv_usec) + std::chrono::milliseconds(1);
    timer_ = loop_.call_at(loop_.clock().steady_now() + after, [this] {
      timer_.reset();
      ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
      set_timer();
    });
  }

  void renew_if_needed(SteadyTime now) {
    // running_ already holds the name that asks.
    if (!renew_wanted_ || !servers_.empty() || running_.size() > 1 || now - opened_ < kRenewAfter) {
      return;
    }
    auto fresh = make_channel(servers_, &Impl::on_socket, this);
    opened_ = now;
    renew_wanted_ = false;
    if (fresh) {
      close_channel();
      channel_ = *fresh;
    }
  }

  void close_channel() {
    if (timer_) {
      loop_.cancel(*timer_);
      timer_.reset();
    }
    if (channel_ != nullptr) {
      ares_destroy(channel_); // calls back for every open question and socket
      channel_ = nullptr;
    }
    for (const ares_socket_t fd : sockets_) {
      loop_.unwatch(fd);
    }
    sockets_.clear();
  }

  void later(EventLoop::Task task) {
    loop_.post([alive = std::weak_ptr<int>(alive_), task = std::move(task)] {
      if (alive.lock()) {
        task();
      }
    });
  }

  EventLoop& loop_;
  std::string servers_;
  ares_channel channel_ = nullptr;
  SteadyTime opened_{};
  bool renew_wanted_ = false;
  bool closing_ = false;
  std::vector<ares_socket_t> sockets_;
  std::optional<EventLoop::TimerId> timer_;
  std::unordered_map<std::string, Running> running_;
  std::unordered_map<std::string, Cached> cache_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0); ///< posted tasks outlive us
};

Resolver::Resolver(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Resolver::~Resolver() = default;

Result<std::unique_ptr<Resolver>> Resolver::create(EventLoop& loop, const std::string& servers) {
  auto impl = std::make_unique<Impl>(loop, servers);
  EKIBEN_CHECK(impl->open());
  return std::unique_ptr<Resolver>(new Resolver(std::move(impl)));
}

void Resolver::resolve(const std::string& name, Done done) { impl_->resolve(name, std::move(done)); }

} // namespace ekiben::net
