// Which addresses may be dialled: the one place that stands between a stranger's URL and the owner's network (SSRF).
#pragma once

#include "pure/text/ip_address.h"

#include <optional>
#include <string>
#include <vector>

namespace ekiben::net {

using text::Address;
using text::Cidr;
using text::parse_address;
using text::parse_cidr;

/// Who named the URL that is to be fetched.
enum class Dial {
  stranger,         ///< anything that came from outside: only public addresses, ports 80 and 443
  configured_target ///< the owner wrote it into the configuration (backup target, proxy)
};

/// `allowed` comes from --allow and is empty outside --development (federation B26-B29).
class AddressPolicy {
public:
  explicit AddressPolicy(std::vector<Cidr> allowed = {});
  /// Nothing when it may be dialled, else a sentence why not.
  std::optional<std::string> refusal(const Address& address, int port, Dial dial) const;

private:
  std::vector<Cidr> allowed_;
};

/// What kind of special-purpose address it is ("loopback", "private network (10.0.0.0/8)" ...), or nothing for a public one. An IPv4
/// address hidden in an IPv6 one (mapped, compatible, NAT64, 6to4, Teredo) is judged by what it hides.
std::optional<std::string> find_special_purpose(const Address& address);

} // namespace ekiben::net
