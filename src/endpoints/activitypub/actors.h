// GET of our two actors (federation items 18-20, 22, 27, 29, 31).
#pragma once

#include "endpoints/activitypub/parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/router.h"

namespace ekiben::endpoints::activitypub_door {

/// /users/{handle}: the document, or 303 to the profile page for people.
http::Response answer_owner_actor(const Parts& parts, const http::Request& request, const http::PathValues& values);

/// /actor: always the document, for everybody, whatever the request says of its signer: others need it to check the very signature that
/// asks them for something (item 29).
http::Response answer_instance_actor(const Parts& parts, const http::Request& request, const http::PathValues& values);

} // namespace ekiben::endpoints::activitypub_door
