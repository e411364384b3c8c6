// Somebody the owner follows, or asked to.
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/follow_decision.h"

#include <optional>
#include <string>

namespace ekiben::domain {

struct Following {
  Id id;                                    ///< of this follow: the cursor of lists
  Id account;                               ///< RemoteAccount::id
  std::string uri;                          ///< id of our Follow activity
  FollowState state = FollowState::pending; ///< accepted only by the target's own Accept (federation B21)
  Time requested_at{};
  std::optional<Time> accepted_at;
};

} // namespace ekiben::domain
