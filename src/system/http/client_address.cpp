#include "system/http/client_address.h"

#include "pure/text/ascii.h"

#include <algorithm>
#include <cstring>
#include <netinet/in.h>

namespace ekiben::http {

namespace {

/// Proxies in a row; a longer list is somebody's game and only its end is read.
constexpr int kMaxHops = 16;

/// "192.0.2.1", "192.0.2.1:4711", "[2001:db8::1]:4711", "2001:db8::1".
std::optional<text::Address> parse_hop(std::string_view hop) {
  if (const auto address = text::parse_address(hop)) {
    return address->unmapped();
  }
  if (const auto endpoint = text::parse_endpoint(hop)) {
    return endpoint->address.unmapped();
  }
  return std::nullopt;
}

} // namespace

std::optional<text::Address> peer_of(const sockaddr_storage& name) {
  text::Address address;
  if (name.ss_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(&name);
    std::memcpy(address.bytes.data(), &v4->sin_addr, 4);
    return address;
  }
  if (name.ss_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&name);
    address.v6 = true;
    std::memcpy(address.bytes.data(), &v6->sin6_addr, 16);
    return address.unmapped();
  }
  return std::nullopt;
}

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& list) {
  TrustedProxies proxies;
  for (const auto& entry : list) {
    if (entry == "unix") {
      proxies.unix_sockets_ = true;
      continue;
    }
    const auto range = text::parse_cidr(entry);
    if (!range || range->port) {
      return fail(ErrorKind::misconfigured, "trusted proxy \"" + entry + "\" is neither an address, a range nor \"unix\"");
    }
    proxies.ranges_.push_back(*range);
  }
  return proxies;
}

bool TrustedProxies::trusts(const std::optional<text::Address>& peer) const {
  if (!peer) {
    return unix_sockets_;
  }
  return std::ranges::any_of(ranges_, [&](const text::Cidr& range) { return range.contains(*peer); });
}

std::optional<text::Address> TrustedProxies::forwarded_client(const Headers& headers) const {
  const auto& fields = headers.fields();
  std::optional<text::Address> last_proxy;
  int hops = 0;
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    if (field->first != "x-forwarded-for") {
      continue;
    }
    std::string_view rest = field->second;
    while (!rest.empty() && ++hops <= kMaxHops) {
      const auto comma = rest.rfind(',');
      const auto hop = comma == std::string_view::npos ? rest : rest.substr(comma + 1);
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(0, comma);
      const auto address = parse_hop(text::trim(hop));
      if (!address || !trusts(address)) {
        // Unreadable: the nearest proxy that spoke is all we know.
        return address ? address : last_proxy;
      }
      last_proxy = address;
    }
  }
  return last_proxy;
}

bool is_local(const std::optional<text::Address>& peer) {
  if (!peer) {
    return true;
  }
  if (!peer->v6) {
    return peer->bytes[0] == 127;
  }
  text::Address loopback;
  loopback.v6 = true;
  loopback.bytes[15] = 1;
  return *peer == loopback;
}

} // namespace ekiben::http
