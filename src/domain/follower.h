// Somebody who follows the owner, or wants to.
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/follow_decision.h"

#include <cstddef>
#include <optional>
#include <string>

namespace ekiben::domain {

/// The Follow is kept whole because an Accept must embed it (federation item 68). Longer ones are answered with their id alone.
inline constexpr std::size_t kMaxFollowJsonBytes = 8 * 1024;

struct Follower {
  Id id;                   ///< of this follow: sorts by age, is the cursor of lists
  Id account;              ///< RemoteAccount::id
  std::string follow_id;   ///< id of the Follow activity; the newest one when it was repeated
  std::string follow_json; ///< the Follow activity as it came, at most kMaxFollowJsonBytes
  FollowState state = FollowState::pending;
  Time requested_at{};
  std::optional<Time> accepted_at;
};

/// What a list of followers or requests shows.
struct FollowerView {
  Id id;
  Id account;
  std::string actor;
  std::string user;
  std::string domain;
  std::string name;
  std::string url;
  std::string icon_url;
  FollowState state = FollowState::pending;
  Time requested_at{};
};

} // namespace ekiben::domain
