#include "system/http/server.h"

#include "system/http/accept_loop.h"
#include "system/http/client_address.h"
#include "system/http/listener.h"

#include <utility>

namespace ekiben::http {

class Server::Impl {
public:
  Impl(ServerOptions options, TrustedProxies proxies, std::vector<Listener> listeners, const Router& router, const Clock& clock)
      : loop(std::move(options), std::move(proxies), std::move(listeners), router, clock) {}
  AcceptLoop loop;
};

namespace {

Result<std::vector<Listener>> open_listeners(const std::vector<ListenAddress>& addresses) {
  constexpr int kFirstPassed = 3; // sd_listen_fds(3)
  std::vector<Listener> listeners;
  const int passed = count_passed_listeners();
  for (int i = 0; i < passed; ++i) {
    EKIBEN_TRY(auto listener, take_over_listener(kFirstPassed + i));
    listeners.push_back(std::move(listener));
  }
  if (passed > 0) {
    return listeners;
  }
  for (const auto& address : addresses) {
    EKIBEN_TRY(auto listener, open_listener(address));
    listeners.push_back(std::move(listener));
  }
  return listeners;
}

} // namespace

Result<std::unique_ptr<Server>> Server::create(ServerOptions options, const Router& router, const Clock& clock) {
  EKIBEN_TRY(auto proxies, TrustedProxies::parse(options.trusted_proxies));
  EKIBEN_TRY(auto listeners, open_listeners(options.listen));
  if (listeners.empty()) {
    return fail(ErrorKind::misconfigured, "there is no address to listen on");
  }
  auto impl = std::make_unique<Impl>(std::move(options), std::move(proxies), std::move(listeners), router, clock);
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() = default;

void Server::run() { impl_->loop.run(); }

void Server::stop() { impl_->loop.stop(); }

std::vector<int> Server::ports() const {
  std::vector<int> ports;
  for (const auto& listener : impl_->loop.listeners()) {
    ports.push_back(listener.port);
  }
  return ports;
}

} // namespace ekiben::http
