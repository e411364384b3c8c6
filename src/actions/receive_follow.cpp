#include "actions/receive_follow.h"

#include "actions/answer_follow.h"
#include "domain/delivery_kinds.h"
#include "domain/follower.h"
#include "store/accounts_table.h"
#include "store/followers_table.h"
#include "store/read_blocks.h"
#include "store/read_followers.h"
#include "store/read_profile.h"

namespace ekiben::actions {
namespace {

/// The same Follow to the personal and the shared inbox has one effect (item 61); sent again later it is accepted again (item 68).
constexpr std::chrono::minutes kSameFollowWithin{1};

Result<bool> was_just_accepted(const store::Transaction& transaction, const ReceivedFollow& follow) {
  EKIBEN_TRY(const auto present, store::find_follower_by_actor(transaction, follow.account.actor));
  return present && present->follow_id == follow.follow_id && present->accepted_at &&
         transaction.now() - *present->accepted_at < kSameFollowWithin;
}

Result<domain::FollowFacts> load_facts(const store::Reader& reader, const ReceivedFollow& follow) {
  EKIBEN_TRY(const auto owner, store::find_owner(reader));
  if (!owner) {
    return fail(ErrorKind::unavailable, "nobody lives here yet");
  }
  EKIBEN_TRY(const bool blocked, store::is_blocked(reader, follow.account.actor, follow.account.host));
  EKIBEN_TRY(const auto present, store::find_follower_by_actor(reader, follow.account.actor));
  domain::FollowFacts facts;
  facts.from_owner = follow.from_owner;
  facts.blocked = blocked;
  facts.already_accepted = present && present->state == domain::FollowState::accepted;
  facts.owner_approves_by_hand = owner->approves_followers;
  return facts;
}

Result<void> keep(store::Transaction& transaction, const ReceivedFollow& follow, domain::FollowState state) {
  Id account = follow.account.id;
  if (!account) {
    EKIBEN_TRY(account, store::upsert_account(transaction, follow.account));
  }
  domain::Follower follower;
  follower.account = account;
  follower.follow_id = follow.follow_id;
  follower.follow_json = follow.follow_json;
  follower.state = state;
  return store::upsert_follower(transaction, follower).map([](auto) {});
}

} // namespace

Result<domain::FollowDecision> receive_follow(store::Transaction& transaction, const ReceivedFollow& follow) {
  EKIBEN_TRY(const domain::FollowFacts facts, load_facts(transaction, follow));
  EKIBEN_TRY(const bool repeated, was_just_accepted(transaction, follow));
  if (repeated && !facts.blocked) {
    return domain::FollowDecision::ignore;
  }
  const domain::FollowDecision decision = domain::decide_follow(facts);
  switch (decision) {
  case domain::FollowDecision::accept:
    EKIBEN_CHECK(keep(transaction, follow, domain::FollowState::accepted));
    EKIBEN_CHECK(answer_follow(transaction, domain::kAcceptFollow, follow.account, follow.follow_json));
    break;
  case domain::FollowDecision::ask_owner:
    EKIBEN_CHECK(keep(transaction, follow, domain::FollowState::pending));
    break;
  case domain::FollowDecision::reject:
    EKIBEN_CHECK(answer_follow(transaction, domain::kRejectFollow, follow.account, follow.follow_json));
    break;
  case domain::FollowDecision::ignore:
    break;
  }
  return decision;
}

} // namespace ekiben::actions
