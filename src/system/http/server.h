// The HTTP front: accept loop, gate, bounded workers, deferred answers. Knows nothing of ekiben.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/responder.h"
#include "system/http/router.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ekiben::http {

/// What protects the machine from clients. Figures: shared design section 7 and reference stack.md section 2.
struct ServerLimits {
  std::size_t max_connections = 4096;
  std::size_t max_connections_per_address = 64; ///< IPv4 /32→/24 and IPv6 /64 groups count together: see server.cpp
  std::size_t max_head_bytes = 16 * 1024;
  std::size_t max_buffered_bytes = 32 * 1024 * 1024; ///< all request bytes held for all connections
  std::size_t max_queued_requests = 1024;            ///< waiting for a worker; over it 503
  std::size_t max_parked_answers = 256;              ///< deferred answers in all; over it 503
  std::chrono::milliseconds head_deadline{10'000};
  std::chrono::milliseconds body_deadline{60'000};
  std::chrono::milliseconds idle_deadline{30'000};
  std::chrono::milliseconds write_deadline{30'000};
  std::chrono::milliseconds parked_deadline{10'000}; ///< a deferred answer that never comes: 503
  std::size_t workers = 4;
};

struct ListenAddress {
  std::string host_or_path; ///< numeric address, or the path of a unix socket
  int port = 0;             ///< 0 with a host: any free port (tests); ignored for unix
  bool unix_socket = false;
};
/// "127.0.0.1:8080", "[::1]:8080", "unix:/run/ekiben/http.sock".
Result<ListenAddress> parse_listen_address(std::string_view text);

/// Called on the loop thread for GET and HEAD before a worker is spent; must not block (a memory look-up). An answer with shared_body
/// goes out at once; nothing means "take the usual way".
using CacheLookup = std::function<std::optional<Response>(const Request&)>;
/// Called on a worker before the route's handler; an answer stops the request there (wrong Host 421, no session, bad form token).
using Guard = std::function<std::optional<Response>(const Request&, const Route&)>;
/// Builds the page for an error the front itself finds (400, 404, 405, 408, 413, 421, 431, 503 ...). May be called on the loop thread.
using ErrorPage = std::function<Response(int status, const Request* request)>;
/// Last touch on every answer of a route: CSP and the other security headers.
using Finish = std::function<void(const Request&, const Route*, Response&)>;

struct ServerOptions {
  std::vector<ListenAddress> listen;
  std::vector<std::string>
      trusted_proxies; ///< addresses or CIDR whose X-Forwarded-For is believed; unix sockets only when "unix" is listed
  ServerLimits limits;
  CacheLookup cache_lookup;
  Guard guard;
  ErrorPage error_page;
  Finish finish;
};

class Server {
public:
  /// Binds and listens (or takes over fd 3.. of LISTEN_FDS). The router must outlive the server.
  static Result<std::unique_ptr<Server>> create(ServerOptions options, const Router& router, const Clock& clock);
  ~Server();

  /// Serves until stop(). Runs the loop on the calling thread and the workers on their own.
  void run();
  /// Any thread, also a signal handler's self-pipe: stops accepting, lets running requests finish (bounded by the write deadline), then
  /// run() returns.
  void stop();
  /// The bound ports, in the order of ServerOptions::listen (0 for unix sockets).
  std::vector<int> ports() const;

private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace ekiben::http
