#include "system/net/address_policy.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace ekiben::net {
namespace {

struct Range {
  std::uint32_t base;
  int prefix;
  std::string_view what;
};

constexpr std::uint32_t ipv4(unsigned a, unsigned b, unsigned c, unsigned d) { return a << 24 | b << 16 | c << 8 | d; }

/// https://www.iana.org/assignments/iana-ipv4-special-registry, every entry, and multicast. Also those the registry calls globally
/// reachable (AS112, AMT): no server of people lives there.
constexpr std::array<Range, 18> kSpecialIpv4{{
    {ipv4(0, 0, 0, 0), 8, "\"this network\" (0.0.0.0/8)"},
    {ipv4(10, 0, 0, 0), 8, "a private network (10.0.0.0/8)"},
    {ipv4(100, 64, 0, 0), 10, "a provider's shared network (100.64.0.0/10)"},
    {ipv4(127, 0, 0, 0), 8, "loopback (127.0.0.0/8)"},
    {ipv4(169, 254, 0, 0), 16, "link-local (169.254.0.0/16)"},
    {ipv4(172, 16, 0, 0), 12, "a private network (172.16.0.0/12)"},
    {ipv4(192, 0, 0, 0), 24, "reserved for protocols (192.0.0.0/24)"},
    {ipv4(192, 0, 2, 0), 24, "reserved for documentation (192.0.2.0/24)"},
    {ipv4(192, 31, 196, 0), 24, "AS112 (192.31.196.0/24)"},
    {ipv4(192, 52, 193, 0), 24, "AMT (192.52.193.0/24)"},
    {ipv4(192, 88, 99, 0), 24, "a 6to4 relay (192.88.99.0/24)"},
    {ipv4(192, 168, 0, 0), 16, "a private network (192.168.0.0/16)"},
    {ipv4(192, 175, 48, 0), 24, "AS112 (192.175.48.0/24)"},
    {ipv4(198, 18, 0, 0), 15, "reserved for benchmarks (198.18.0.0/15)"},
    {ipv4(198, 51, 100, 0), 24, "reserved for documentation (198.51.100.0/24)"},
    {ipv4(203, 0, 113, 0), 24, "reserved for documentation (203.0.113.0/24)"},
    {ipv4(224, 0, 0, 0), 4, "multicast (224.0.0.0/4)"},
    {ipv4(240, 0, 0, 0), 4, "reserved or broadcast (240.0.0.0/4)"},
}};

std::optional<std::string> find_special_ipv4(const std::uint8_t* bytes) {
  const std::uint32_t value = ipv4(bytes[0], bytes[1], bytes[2], bytes[3]);
  for (const Range& range : kSpecialIpv4) {
    if ((value ^ range.base) >> (32 - range.prefix) == 0) {
      return std::string(range.what);
    }
  }
  return std::nullopt;
}

/// True when the first `bits` of the address are those of `prefix`.
bool begins(const Address& address, std::initializer_list<std::uint16_t> groups, int bits) {
  Cidr range;
  range.base.v6 = true;
  range.prefix = bits;
  std::size_t at = 0;
  for (const std::uint16_t group : groups) {
    range.base.bytes[at++] = static_cast<std::uint8_t>(group >> 8);
    range.base.bytes[at++] = static_cast<std::uint8_t>(group & 0xFF);
  }
  return range.contains(address);
}

std::optional<std::string> hidden(std::string_view how, const std::uint8_t* bytes) {
  const auto special = find_special_ipv4(bytes);
  return special ? std::optional(std::string(how) + " of " + *special) : std::nullopt;
}

std::optional<std::string> find_special_ipv6(const Address& address) {
  const std::uint8_t* bytes = address.bytes.data();
  if (begins(address, {0, 0, 0, 0, 0, 0xFFFF}, 96)) {
    return find_special_ipv4(bytes + 12);
  }
  // NAT64 (RFC 6052): how a machine without IPv4 reaches the rest of the world, so public ones pass.
  if (begins(address, {0x64, 0xFF9B}, 96)) {
    return hidden("the NAT64 form", bytes + 12);
  }
  // The deprecated ways to carry IPv4 are refused whatever they hide; the sentence says what it was.
  if (begins(address, {}, 96)) {
    const bool none = std::all_of(bytes, bytes + 15, [](std::uint8_t byte) { return byte == 0; });
    return none && bytes[15] <= 1 ? std::string(bytes[15] == 0 ? "unspecified (::)" : "loopback (::1)")
                                  : hidden("the IPv4-compatible form", bytes + 12).value_or("IPv4-compatible (::/96)");
  }
  if (begins(address, {0x2002}, 16)) {
    return hidden("the 6to4 form", bytes + 2).value_or("6to4 (2002::/16)");
  }
  if (begins(address, {0x2001, 0}, 32)) {
    std::array<std::uint8_t, 4> client{};
    for (std::size_t i = 0; i < 4; ++i) {
      client[i] = static_cast<std::uint8_t>(~bytes[12 + i]); // RFC 4380 section 4: stored inverted
    }
    return hidden("the Teredo form", client.data()).value_or("Teredo (2001::/32)");
  }
  // An allow-list: what is not global unicast is private or unknown (B29).
  if (!begins(address, {0x2000}, 3)) {
    return "not global unicast (2000::/3)";
  }
  if (begins(address, {0x2001, 0}, 23)) {
    return "reserved for protocols (2001::/23)";
  }
  if (begins(address, {0x2001, 0xDB8}, 32)) {
    return "reserved for documentation (2001:db8::/32)";
  }
  if (begins(address, {0x3FFF}, 20)) {
    return "reserved for documentation (3fff::/20)";
  }
  if (begins(address, {0x2620, 0x4F, 0x8000}, 48)) {
    return "AS112 (2620:4f:8000::/48)";
  }
  return std::nullopt;
}

/// No host is ever there, whoever names it.
bool is_nowhere(const Address& address) {
  const Address plain = address.unmapped();
  if (plain.v6) {
    return plain.bytes[0] == 0xFF || plain == Address{true, {}};
  }
  return plain.bytes[0] == 0 || plain.bytes[0] >= 224;
}

} // namespace

std::optional<std::string> find_special_purpose(const Address& address) {
  return address.v6 ? find_special_ipv6(address) : find_special_ipv4(address.bytes.data());
}

AddressPolicy::AddressPolicy(std::vector<Cidr> allowed) : allowed_(std::move(allowed)) {}

std::optional<std::string> AddressPolicy::refusal(const Address& address, int port, Dial dial) const {
  const Address plain = address.unmapped();
  for (const Cidr& range : allowed_) {
    if (range.contains(plain) && (!range.port || *range.port == port)) {
      return std::nullopt;
    }
  }
  if (dial == Dial::configured_target) {
    return is_nowhere(address) ? std::optional(address.text() + " is no host's address") : std::nullopt;
  }
  if (const auto special = find_special_purpose(address)) {
    return address.text() + " is not public: " + *special;
  }
  if (port != 80 && port != 443) {
    return "port " + std::to_string(port) + " is not a web server's (80 or 443)";
  }
  return std::nullopt;
}

} // namespace ekiben::net
