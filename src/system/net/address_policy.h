// Which addresses may be dialled: the one place that stands between a stranger's URL and the owner's network (SSRF).
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::net {

/// IPv4 or IPv6, network byte order.
struct Address {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{}; ///< the first 4 count for IPv4
  std::string text() const;
  bool operator==(const Address&) const = default;
};
std::optional<Address> parse_address(std::string_view text);

struct Cidr {
  Address base;
  int prefix = 0;
  std::optional<int> port; ///< with --allow CIDR:PORT
  bool contains(const Address& address) const;
};
/// "127.0.0.0/8", "127.0.0.1/32:8001", "[::1]/128:8001".
Result<Cidr> parse_cidr(std::string_view text);

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

} // namespace ekiben::net
