// "@context" of what we send, and whether what came has one (items 18, 20, 38).
#pragma once

#include "pure/json/json_fwd.h"

namespace ekiben::activitypub {

/// ActivityStreams alone: activities and collections.
json::Value plain_context();
/// ActivityStreams, security, and every term an actor of ours uses, with the historic spelling that peers compare (item 20).
json::Value actor_context();
/// True when `document` names ActivityStreams in its @context: peers drop what does not, and so do we. No other use is made of it (B14).
bool has_activity_context(const json::Value& document);

} // namespace ekiben::activitypub
