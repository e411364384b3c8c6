// One connection to one checked address: a non-blocking socket, with TLS over it for https.
#pragma once

#include "base/result.h"
#include "pure/text/ip_address.h"
#include "system/net/tls_context.h"
#include "system/os/unique_fd.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace ekiben::net {

/// Loop thread only. Nothing here waits.
class Transport {
public:
  /// What an operation came to. want_read and want_write: call again when the socket is ready for that.
  enum class Status { done, want_read, want_write, closed, failed };
  struct Moved {
    Status status = Status::done;
    std::size_t bytes = 0;
  };

  /// Begins to connect. Errors: unavailable (no route, no descriptors).
  static Result<std::unique_ptr<Transport>> dial(const text::Endpoint& to);

  /// After the socket became writable for the first time.
  Status finish_connecting();
  /// Call until done; the first call begins. `host` is whom the certificate must name.
  Status shake_hands(TlsContext& tls, const std::string& host);
  /// done: 1 or more bytes; closed: the peer ended in an orderly way.
  Moved read(std::span<char> into);
  Moved write(std::string_view bytes);
  /// Bytes are decrypted and waiting: the socket will not say so.
  bool has_pending() const;

  int fd() const { return fd_.get(); }
  /// After `failed`: what happened, as a phrase.
  const std::string& why() const { return why_; }

private:
  explicit Transport(os::UniqueFd fd) : fd_(std::move(fd)) {}
  Status fail_with_errno(int error_number);
  Status status_of_tls(int result);

  os::UniqueFd fd_;
  TlsContext::Ssl ssl_;
  std::string why_;
};

} // namespace ekiben::net
