// The door for other servers: actors, collections, WebFinger, NodeInfo, and the inbox.
#pragma once

#include "endpoints/activitypub/parts.h"
#include "system/http/router.h"

namespace ekiben::endpoints::activitypub_door {

/// GET /users/{handle} and its collections, /actor, /.well-known/{webfinger,host-meta,nodeinfo}, /nodeinfo/{2.0,2.1};
/// POST /users/{handle}/inbox, /inbox, /actor/inbox. `parts` outlives the router and the event loop's last callback.
void add_activitypub_routes(http::Router& router, const Parts& parts);

} // namespace ekiben::endpoints::activitypub_door
