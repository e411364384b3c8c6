// An activity that was verified and stored, not yet read.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <cstddef>
#include <string>

namespace ekiben::domain {

struct IncomingActivity {
  Id id;              ///< given when stored; the order of work
  std::string signer; ///< actor id of the verified signer
  std::string key_id;
  std::string host; ///< verified host of the signer: whose budget it counts against
  std::string body; ///< the bytes that were signed
  Time received_at{};
  int attempts = 0; ///< times that working on it failed for a reason that may pass
};

/// What waits to be read.
struct Backlog {
  std::size_t activities = 0;
  std::size_t bytes = 0;
};

} // namespace ekiben::domain
