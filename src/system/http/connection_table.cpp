#include "system/http/connection_table.h"

namespace ekiben::http {

Connection& ConnectionTable::add(os::UniqueFd fd) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const auto slot = free_.back();
  free_.pop_back();
  slots_[slot] = std::make_unique<Connection>();
  auto& connection = *slots_[slot];
  connection.fd = std::move(fd);
  connection.slot = slot;
  connection.generation = next_generation_++;
  ++size_;
  return connection;
}

void ConnectionTable::remove(Connection& connection) {
  const auto slot = connection.slot;
  slots_[slot].reset();
  free_.push_back(slot);
  --size_;
}

Connection* ConnectionTable::find(std::uint32_t slot, std::uint32_t generation) const {
  auto* connection = slot < slots_.size() ? slots_[slot].get() : nullptr;
  return connection != nullptr && connection->generation == generation ? connection : nullptr;
}

Connection* ConnectionTable::find_by_request(std::uint32_t slot, std::uint64_t number) const {
  auto* connection = slot < slots_.size() ? slots_[slot].get() : nullptr;
  return connection != nullptr && connection->number == number ? connection : nullptr;
}

} // namespace ekiben::http
