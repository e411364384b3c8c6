// What is remembered of another server.
#pragma once

#include "base/clock.h"
#include "domain/delivery_schedule.h"

#include <optional>
#include <string>

namespace ekiben::domain {

struct HostRecord {
  std::string host; ///< lower-case host[:port]
  HostFailures failures;
  std::optional<Time> last_success_at; ///< a delivery was taken, or something valid came from there
  int key_failures = 0;                ///< key fetches that failed since the last that did not
  std::optional<Time> key_failed_at;
};

} // namespace ekiben::domain
