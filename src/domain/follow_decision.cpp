#include "domain/follow_decision.h"

namespace ekiben::domain {

FollowDecision decide_follow(const FollowFacts& facts) {
  if (facts.from_owner) {
    return FollowDecision::ignore;
  }
  if (facts.blocked) {
    return FollowDecision::reject;
  }
  if (facts.already_accepted) {
    return FollowDecision::accept;
  }
  return facts.owner_approves_by_hand ? FollowDecision::ask_owner : FollowDecision::accept;
}

} // namespace ekiben::domain
