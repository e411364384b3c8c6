// One request and its answer: find addresses, judge them, dial, speak, read.
#pragma once

#include "pure/http/response_reader.h"
#include "system/net/address_policy.h"
#include "system/net/event_loop.h"
#include "system/net/idle_connections.h"
#include "system/net/outgoing_request.h"
#include "system/net/resolver.h"
#include "system/net/timer.h"
#include "system/net/tls_context.h"
#include "system/net/transport.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ekiben::net {

/// What the exchanges of one client share. Loop thread only.
struct ExchangeTools {
  EventLoop& loop;
  const AddressPolicy& policy;
  const std::map<std::string, text::Endpoint>& host_map;
  Resolver& resolver;
  TlsContext& tls;
  IdleConnections& idle;
  std::size_t max_buffered_bytes;
  std::size_t buffered_bytes = 0;                          ///< of answers that are being received
  SteadyTime ipv6_avoided_until{};                         ///< it did not work a moment ago
  std::vector<char> buffer = std::vector<char>(16 * 1024); ///< one TLS record; used by one exchange at a time
};

/// Loop thread only. `finished` is called once, last thing: it may destroy the exchange.
class Exchange {
public:
  using Finished = std::function<void(Result<ClientResponse>)>;
  Exchange(ExchangeTools& tools, OutgoingRequest request, Finished finished);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  void start();

private:
  enum class Stage { looking_up, connecting, shaking_hands, talking };

  // Each of these may end in finish() and is then the last thing its caller does.
  void look_up();
  void choose(std::vector<text::Endpoint> candidates);
  void dial_next();
  void on_event(std::uint32_t events);
  void on_connected(Transport::Status status);
  void shake_hands();
  void talk();
  void lose_connection(std::string why);
  void finish(Result<ClientResponse> result);
  void finish_well();

  /// Sends what the socket takes. A failure is remembered, since an answer may already have been sent before the peer stopped reading.
  void send_some();
  void begin_talking();
  void drop_transport();
  void wait_for(std::uint32_t epoll_events);
  bool account_body();

  ExchangeTools& tools_;
  OutgoingRequest request_;
  Finished finished_;
  Stage stage_ = Stage::looking_up;
  std::vector<text::Endpoint> candidates_; ///< allowed ones, next last
  std::string last_failure_;
  Timer connect_deadline_;
  Timer candidate_deadline_;
  std::unique_ptr<Transport> transport_;
  bool watched_ = false;
  bool reused_ = false;
  std::size_t sent_ = 0;
  bool sending_failed_ = false;
  std::size_t accounted_ = 0;
  http::ResponseReader reader_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0); ///< a name's answer may come when we are gone
};

} // namespace ekiben::net
