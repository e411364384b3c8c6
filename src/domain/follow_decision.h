// What becomes of somebody's wish to follow the owner.
#pragma once

namespace ekiben::domain {

/// A follow that is there. Until it is accepted it gives no right to anything (federation B21).
enum class FollowState { pending, accepted };

enum class FollowDecision {
  accept,    ///< at once
  ask_owner, ///< kept as a request
  reject,    ///< answered with a refusal: the owner has blocked them
  ignore     ///< no answer: the owner cannot follow themselves
};

struct FollowFacts {
  bool from_owner = false;       ///< the follower is a local id
  bool blocked = false;          ///< the follower or their host is blocked
  bool already_accepted = false; ///< a repeated follow is accepted again (item 68)
  bool owner_approves_by_hand = false;
};

FollowDecision decide_follow(const FollowFacts& facts);

} // namespace ekiben::domain
