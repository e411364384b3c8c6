// Connections in one state, oldest first. Each state has one constant time limit, so the first is always the first to expire.
#pragma once

#include "system/http/connection.h"

#include <chrono>
#include <cstddef>

namespace ekiben::http {

/// The links lie in the connections: no memory, constant time.
class DeadlineList {
public:
  explicit DeadlineList(std::chrono::milliseconds limit) : limit_(limit) {}
  DeadlineList(const DeadlineList&) = delete;
  DeadlineList& operator=(const DeadlineList&) = delete;

  /// Takes the connection out of the list it is in and puts it at the end of this one.
  void put(Connection& connection, SteadyTime now);
  static void take_out(Connection& connection);

  Connection* first() const { return first_; }
  std::size_t size() const { return size_; }

private:
  std::chrono::milliseconds limit_;
  Connection* first_ = nullptr;
  Connection* last_ = nullptr;
  std::size_t size_ = 0;
};

} // namespace ekiben::http
