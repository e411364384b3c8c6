// All connections, found by number without a search.
#pragma once

#include "system/http/connection.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace ekiben::http {

/// A slot is used again, its generation is not: an event or an answer for a connection that is gone finds nothing.
class ConnectionTable {
public:
  Connection& add(os::UniqueFd fd);
  void remove(Connection& connection);
  Connection* find(std::uint32_t slot, std::uint32_t generation) const;
  /// The connection whose present request has this number.
  Connection* find_by_request(std::uint32_t slot, std::uint64_t number) const;
  std::size_t size() const { return size_; }
  template <typename Visit> void for_each(Visit visit) const {
    for (const auto& entry : slots_) {
      if (entry) {
        visit(*entry);
      }
    }
  }

private:
  std::vector<std::unique_ptr<Connection>> slots_;
  std::vector<std::uint32_t> free_;
  std::uint32_t next_generation_ = 1;
  std::size_t size_ = 0;
};

} // namespace ekiben::http
