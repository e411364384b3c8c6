// What every TLS connection shares: one OpenSSL context, one certificate store.
#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <vector>

struct ssl_ctx_st;
struct ssl_st;

namespace ekiben::net {

/// Loop thread only. TLS 1.2 and newer; the peer's chain and name are always verified: there is no switch.
class TlsContext {
public:
  /// Reads `ca_files` (PEM; added to the roots) at once, so that a wrong path is told at start. Errors: misconfigured.
  static Result<std::unique_ptr<TlsContext>> create(const std::vector<std::string>& ca_files);
  ~TlsContext();

  struct SslDeleter {
    void operator()(ssl_st* ssl) const;
  };
  using Ssl = std::unique_ptr<ssl_st, SslDeleter>;
  /// A client connection over `fd` to `host` (name in A-labels, or a literal address): SNI and verification set. The first call loads the
  /// roots (about 20 ms): the system's bundle when there is one, else those in the binary. Errors: unavailable.
  Result<Ssl> connect_over(int fd, const std::string& host);

private:
  class Impl;
  explicit TlsContext(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// What OpenSSL's queue says went wrong, as one phrase; empties the queue.
std::string take_tls_error();

} // namespace ekiben::net
