// Who is at the other end: the peer of the socket, and the client a trusted proxy speaks for.
#pragma once

#include "base/result.h"
#include "pure/http/headers.h"
#include "pure/text/ip_address.h"

#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <vector>

namespace ekiben::http {

/// The peer of an accepted socket; nothing for a unix socket.
std::optional<text::Address> peer_of(const sockaddr_storage& name);

/// Addresses whose forwarded header is believed.
class TrustedProxies {
public:
  /// "127.0.0.1", "10.0.0.0/8", "::1" or "unix" (every unix socket peer). Errors: misconfigured.
  static Result<TrustedProxies> parse(const std::vector<std::string>& list);

  bool trusts(const std::optional<text::Address>& peer) const;
  /// The client a trusted proxy speaks for: of all X-Forwarded-For fields the rightmost address that is not itself a trusted proxy, for
  /// what stands left of it was written by the client. Nothing when that place holds no address.
  std::optional<text::Address> forwarded_client(const Headers& headers) const;

private:
  std::vector<text::Cidr> ranges_;
  bool unix_sockets_ = false;
};

/// True for 127.0.0.0/8, ::1 and unix sockets: this machine.
bool is_local(const std::optional<text::Address>& peer);

} // namespace ekiben::http
