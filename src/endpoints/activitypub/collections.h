// GET of the owner's collections: followers, following, outbox, featured (items 19, 36).
#pragma once

#include "endpoints/activitypub/parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/router.h"

namespace ekiben::endpoints::activitypub_door {

/// Accepted followers only (B21), newest first: the collection, or with ?page=true[&max_id=ID] a page of it.
http::Response answer_followers(const Parts& parts, const http::Request& request, const http::PathValues& values);
/// Nobody yet: following comes with posts.
http::Response answer_following(const Parts& parts, const http::Request& request, const http::PathValues& values);
http::Response answer_outbox(const Parts& parts, const http::Request& request, const http::PathValues& values);
http::Response answer_featured(const Parts& parts, const http::Request& request, const http::PathValues& values);
http::Response answer_featured_tags(const Parts& parts, const http::Request& request, const http::PathValues& values);
/// Always empty.
http::Response answer_instance_outbox(const Parts& parts, const http::Request& request, const http::PathValues& values);

} // namespace ekiben::endpoints::activitypub_door
