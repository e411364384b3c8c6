// Id: the 63-bit sortable number of everything that people can point at.
#pragma once

#include <compare>
#include <cstdint>

namespace ekiben {

/// milliseconds since 1970 << 16 | n, issued by the store's writer, strictly increasing; shown as decimal text.
/// Zero is "none".
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return value != 0; }
};

} // namespace ekiben
