#include "system/http/address_tally.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace ekiben::http {

std::size_t AddressTally::Hash::operator()(const Key& key) const {
  return std::hash<std::string_view>()(std::string_view(reinterpret_cast<const char*>(key.data()), key.size()));
}

AddressTally::Key AddressTally::key_of(const text::Address& address, std::size_t prefix_bytes) {
  Key key{};
  key[0] = static_cast<std::uint8_t>((address.v6 ? 16U : 0U) + prefix_bytes);
  std::copy_n(address.bytes.begin(), prefix_bytes, key.begin() + 1);
  return key;
}

bool AddressTally::add(const text::Address& address, std::size_t amount) {
  auto& narrow = counts_[key_of(address, narrow_bytes(address))];
  if (amount > narrow_limit_ || narrow > narrow_limit_ - amount) {
    if (narrow == 0) {
      counts_.erase(key_of(address, narrow_bytes(address)));
    }
    return false;
  }
  narrow += amount;
  auto& wide = counts_[key_of(address, wide_bytes(address))];
  if (wide + amount > 4 * narrow_limit_) {
    subtract(key_of(address, narrow_bytes(address)), amount);
    return false;
  }
  wide += amount;
  return true;
}

void AddressTally::remove(const text::Address& address, std::size_t amount) {
  subtract(key_of(address, narrow_bytes(address)), amount);
  subtract(key_of(address, wide_bytes(address)), amount);
}

void AddressTally::subtract(const Key& key, std::size_t amount) {
  const auto entry = counts_.find(key);
  if (entry == counts_.end()) {
    return;
  }
  entry->second -= std::min(amount, entry->second);
  if (entry->second == 0) {
    counts_.erase(entry);
  }
}

} // namespace ekiben::http
