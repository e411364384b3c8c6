#include "workers/apply_activity.h"

#include "actions/forget_account.h"
#include "actions/receive_block.h"
#include "actions/receive_follow.h"
#include "actions/receive_undo_follow.h"
#include "actions/refresh_account.h"
#include "pure/activitypub/write_activity.h"
#include "store/read_blocks.h"
#include "store/seen_activities_table.h"

namespace ekiben::workers {
namespace {

using activitypub::ActivityKind;

/// Follow, Undo, Block and Delete may come again with the same id and mean it (Misskey names a Follow by its two ends): they are applied
/// again, which changes nothing when nothing has changed. A request that is itself sent twice was refused at the door.
bool is_repeatable(ActivityKind kind) {
  return kind == ActivityKind::follow || kind == ActivityKind::undo || kind == ActivityKind::block || kind == ActivityKind::delete_;
}

Result<std::string> apply_follow(store::Transaction& transaction, const domain::LocalIds& ids, const PreparedActivity& prepared) {
  if (prepared.activity.object.id != ids.actor() || !prepared.signer) {
    return std::string();
  }
  const std::string& actor = prepared.incoming.signer;
  actions::ReceivedFollow follow;
  follow.account = *prepared.signer;
  follow.follow_id = prepared.activity.id;
  follow.follow_json = activitypub::write_embedded_follow({prepared.activity.id, actor, ids.actor()});
  follow.from_owner = ids.is_local(actor);
  EKIBEN_TRY(const domain::FollowDecision decision, actions::receive_follow(transaction, follow));
  switch (decision) {
  case domain::FollowDecision::accept:
    return actor + " follows";
  case domain::FollowDecision::ask_owner:
    return actor + " asks to follow";
  case domain::FollowDecision::reject:
    return actor + " is blocked and may not follow";
  case domain::FollowDecision::ignore:
    break;
  }
  return std::string();
}

Result<std::string> apply_undo(store::Transaction& transaction, const domain::LocalIds& ids, const PreparedActivity& prepared) {
  const std::string& signer = prepared.incoming.signer;
  const activitypub::ActivityObject& undone = prepared.activity.object;
  // B8: what is undone must be the signer's own.
  if (undone.embedded && !undone.actor.empty() && undone.actor != signer) {
    return std::string();
  }
  bool changed = false;
  if (undone.type == "Block" && undone.object == ids.actor()) {
    EKIBEN_CHECK(actions::receive_undo_block(transaction, signer));
  } else if (undone.type == "Follow" && undone.object == ids.actor()) {
    EKIBEN_TRY(changed, actions::receive_undo_follow(transaction, signer));
  } else if (undone.type.empty() || undone.type == "Follow") {
    EKIBEN_TRY(changed, actions::receive_undo_follow_by_id(transaction, signer, undone.id));
  }
  return changed ? signer + " does not follow any more" : std::string();
}

} // namespace

std::optional<std::string> refusal_of(const activitypub::Activity& activity, const domain::IncomingActivity& incoming) {
  if (!activitypub::is_said_by(activity, incoming.signer)) {
    return "signed by " + incoming.signer + ", said to be by " + activity.actor;
  }
  return std::nullopt;
}

Need need_of(const activitypub::Activity& activity, const domain::LocalIds& ids) {
  if (activity.kind == ActivityKind::follow && activity.object.id == ids.actor()) {
    return Need::signer;
  }
  if (activity.kind == ActivityKind::update && activitypub::is_about_itself(activity)) {
    return Need::fresh_signer;
  }
  return Need::nothing;
}

Result<std::string> apply_activity(store::Transaction& transaction, const domain::LocalIds& ids, const PreparedActivity& prepared) {
  const activitypub::Activity& activity = prepared.activity;
  const std::string& signer = prepared.incoming.signer;
  EKIBEN_TRY(const bool blocked, store::is_blocked(transaction, signer, prepared.incoming.host));
  if (blocked && !is_repeatable(activity.kind)) {
    return std::string(); // those may still end what is between us (item 62); a Follow is answered with a Reject
  }
  if (!is_repeatable(activity.kind) && !activity.id.empty()) {
    EKIBEN_TRY(const bool is_new, store::insert_seen_activity(transaction, signer, activity.id));
    if (!is_new) {
      return std::string();
    }
  }
  switch (activity.kind) {
  case ActivityKind::follow:
    return apply_follow(transaction, ids, prepared);
  case ActivityKind::undo:
    return apply_undo(transaction, ids, prepared);
  case ActivityKind::block:
    if (activity.object.id == ids.actor()) {
      EKIBEN_CHECK(actions::receive_block(transaction, signer));
      return signer + " blocks the owner";
    }
    break;
  case ActivityKind::delete_:
    if (activitypub::is_about_itself(activity)) {
      EKIBEN_CHECK(actions::forget_account(transaction, signer));
      return signer + " deleted themselves";
    }
    break;
  case ActivityKind::update:
    if (activitypub::is_about_itself(activity) && prepared.signer) {
      EKIBEN_CHECK(actions::refresh_account(transaction, *prepared.signer, prepared.keys));
    }
    break;
  default: // posts, and what the owner does elsewhere, come with later floors: taken, and nothing happens (item 75)
    break;
  }
  return std::string();
}

} // namespace ekiben::workers
