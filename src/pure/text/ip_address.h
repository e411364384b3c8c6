// IP addresses and ranges as values, read strictly: one spelling of a number, so that no check sees another address than connect() does.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ekiben::text {

/// IPv4 or IPv6, network byte order.
struct Address {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{}; ///< the first 4 count for IPv4, the others are zero
  /// "192.0.2.1", "2001:db8::1" (RFC 5952; ::ffff:192.0.2.1 for mapped ones), no brackets.
  std::string text() const;
  /// "192.0.2.1:80", "[2001:db8::1]:80".
  std::string text_with_port(int port) const;
  /// ::ffff:a.b.c.d as a.b.c.d, what a dual-stack socket means; every other address is returned as it is.
  Address unmapped() const;
  bool operator==(const Address&) const = default;
};

Address make_ipv4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d);

/// "192.0.2.1" (four decimal numbers without leading zeros; no octal, hexadecimal or short forms) or "2001:db8::1" (RFC 4291 section 2.2,
/// no brackets, no zone). Everything else is nothing.
std::optional<Address> parse_address(std::string_view text);

/// An address and a TCP port.
struct Endpoint {
  Address address;
  std::uint16_t port = 0;
  std::string text() const { return address.text_with_port(port); }
  bool operator==(const Endpoint&) const = default;
};
/// "127.0.0.1:8080", "[::1]:8080"; port 1 to 65535, or 0 to 65535 with `lowest_port` 0. Errors: invalid.
Result<Endpoint> parse_endpoint(std::string_view text, std::uint16_t lowest_port = 1);

/// A range of addresses, perhaps on one port only.
struct Cidr {
  Address base;
  int prefix = 0;          ///< 0 to 32, or 0 to 128 for IPv6
  std::optional<int> port; ///< with --allow CIDR:PORT
  /// IPv4 ranges hold IPv4 addresses only, IPv6 ranges IPv6 only: unmap before you ask. The port is not looked at.
  bool contains(const Address& address) const;
  /// "127.0.0.0/8", "[::1]/128:8001" when there is a port.
  std::string text() const;
};
/// "127.0.0.0/8", "127.0.0.1" (/32), "127.0.0.1/32:8001", "127.0.0.1:8001", "::1/128", "[::1]/128:8001". Bits below the prefix must be
/// zero ("127.0.0.1/8" is probably a slip). Errors: invalid.
Result<Cidr> parse_cidr(std::string_view text);

} // namespace ekiben::text
