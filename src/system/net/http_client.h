// The one client that dials out: bounded HTTP/1.1 on the event loop, through the address policy, with verified TLS.
#pragma once

#include "base/result.h"
#include "pure/http/headers.h"
#include "pure/http/request.h"
#include "system/net/address_policy.h"
#include "system/net/event_loop.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ekiben::net {

struct ClientRequest {
  http::Method method = http::Method::get;
  std::string url; ///< absolute http(s) URL; http only when ClientOptions::plain_http
  /// Host, User-Agent, Accept-Encoding and Content-Length are added when missing; a Host that is not the URL's is refused; Connection,
  /// Transfer-Encoding and another Accept-Encoding than identity are not the caller's to choose and are replaced.
  http::Headers headers;
  std::string body;
  std::size_t max_body_bytes = 1 << 20;             ///< over it: too_large (federation item 34)
  std::chrono::milliseconds connect_timeout{5'000}; ///< name look-up, connection and TLS handshake together
  std::chrono::milliseconds total_timeout{30'000};  ///< from submission to last byte, waiting for a place included (B31)
  Dial dial = Dial::stranger;
};

/// Redirects are never followed here: whoever asked decides, signs anew and checks the new URL (B4, B28).
struct ClientResponse {
  int status = 0;
  http::Headers headers;
  std::string body;
};

struct ClientOptions {
  AddressPolicy policy;
  bool plain_http = false;                     ///< --development
  std::map<std::string, std::string> host_map; ///< --map HOST=ADDR:PORT: host name (lower case) → where it is dialled instead of DNS
  std::string dns_servers;                     ///< comma separated, empty: the system's resolv.conf
  std::vector<std::string> ca_files;           ///< PEM files added to the trusted roots
  std::string user_agent;
  std::chrono::milliseconds longest_total_timeout{600'000}; ///< caps what requests ask for
  std::size_t max_in_flight = 512;                          ///< connections at once; more wait in order
  std::size_t max_in_flight_per_host = 8;
  std::size_t max_waiting = 4096;                    ///< for a place; over it too_many
  std::size_t max_buffered_bytes = 32 * 1024 * 1024; ///< of all answers that are being received; over it too_many
};

/// send() may be called from any thread; `done` runs on the loop's thread, exactly once, never from inside send().
///
/// Errors: invalid (the URL or the request breaks a rule), forbidden (the address policy, or http outside development), too_large (over
/// max_body_bytes), too_many (no place to wait), timeout, unavailable (all that another try may change: no such host, refused, certificate,
/// not HTTP, cut short, shutting down). Every status is a success: 404 and 500 are answers.
class HttpClient {
public:
  /// Ignores SIGPIPE for the process. Errors: misconfigured (ca_files, host_map, dns_servers).
  static Result<std::unique_ptr<HttpClient>> create(EventLoop& loop, ClientOptions options);
  /// On the loop's thread, or when the loop does not run any more: what is still open ends with unavailable, here.
  ~HttpClient();

  using Done = std::function<void(Result<ClientResponse>)>;
  void send(ClientRequest request, Done done);

private:
  class Impl;
  explicit HttpClient(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace ekiben::net
