// An activity's envelope: who says they did what to what. Plain JSON; nothing is resolved, merged or expanded (B14).
#pragma once

#include "base/result.h"
#include "pure/json/json_fwd.h"

#include <string>
#include <string_view>

namespace ekiben::activitypub {

/// The kinds that this server acts on; everything else is `other`, which is taken and does nothing (item 75).
enum class ActivityKind { create, update, delete_, follow, accept, reject, undo, block, like, announce, add, remove, move, flag, other };

/// What an activity is about: named by its id, or embedded. Inside an embedded one only what Undo, Accept and Reject need is read.
struct ActivityObject {
  std::string id;     ///< empty when it has none
  std::string type;   ///< first type of an embedded object; empty when only its id was given
  std::string actor;  ///< `actor` of an embedded activity
  std::string object; ///< id of its `object`
  std::string attributed_to;
  bool embedded = false;
};

/// Who signed it is not in here: compare `actor` with the verified signer before anything else (B9).
struct Activity {
  std::string id; ///< empty when it has none (Mastodon's Add and Remove)
  ActivityKind kind = ActivityKind::other;
  std::string type; ///< as written, for the log
  std::string actor;
  ActivityObject object;
  std::string target;
};

/// invalid when it is no object with ActivityStreams' context, a type, an `actor` that is an http(s) id and (but for `other`) an object.
Result<Activity> read_activity(const json::Value& document);

/// True when `signer` may say this: it is the activity's actor (item 62, B9), and the activity's own id, where it is a URL, is at their
/// host, so that nobody uses up somebody else's ids (B8).
bool is_said_by(const Activity& activity, std::string_view signer);

/// Delete or Update of an actor by itself: not worth a key fetch when we never heard of them (item 59).
bool is_about_itself(const Activity& activity);

/// The same from a request's body: json::parse with its limits, then read_activity.
Result<Activity> parse_activity(std::string_view body);

} // namespace ekiben::activitypub
