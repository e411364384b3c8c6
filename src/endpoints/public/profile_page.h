// The owner's profile: / and /@HANDLE.
#pragma once

#include "endpoints/public/public_routes.h"

namespace ekiben::endpoints::public_pages {

/// HTML from the cache or the store; 303 to the actor when ActivityPub is wanted (federation item 32: the id's own bytes); 404 for another
/// handle.
http::Response answer_profile(const Parts& parts, const http::Request& request, const http::PathValues& values);

} // namespace ekiben::endpoints::public_pages
