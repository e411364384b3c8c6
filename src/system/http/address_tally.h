// Counts what each neighbourhood of addresses holds, so that one client or one rented range cannot take everything.
#pragma once

#include "pure/text/ip_address.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace ekiben::http {

/// An address belongs to a narrow group (IPv4 address; IPv6 /64, what one subscriber gets) and a wide one (IPv4 /24, IPv6 /48), which may
/// hold four times as much. Not thread-safe: the loop's own.
class AddressTally {
public:
  explicit AddressTally(std::size_t narrow_limit) : narrow_limit_(narrow_limit) {}

  /// Adds `amount` to both groups, or adds nothing and says false when one would go over its limit.
  bool add(const text::Address& address, std::size_t amount = 1);
  /// Takes back what was added.
  void remove(const text::Address& address, std::size_t amount = 1);
  std::size_t groups() const { return counts_.size(); }

private:
  using Key = std::array<std::uint8_t, 9>; ///< kind and the prefix's bytes
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  static Key key_of(const text::Address& address, std::size_t prefix_bytes);
  static std::size_t narrow_bytes(const text::Address& address) { return address.v6 ? 8 : 4; }
  static std::size_t wide_bytes(const text::Address& address) { return address.v6 ? 6 : 3; }
  void subtract(const Key& key, std::size_t amount);

  std::size_t narrow_limit_;
  std::unordered_map<Key, std::size_t, Hash> counts_;
};

} // namespace ekiben::http
