// The door for the owner's browser: set-up, login, and the pages below /my. Everything works without a script.
#pragma once

#include "endpoints/owner/owner_parts.h"
#include "system/http/router.h"

namespace ekiben::endpoints::owner {

/// GET and POST of /setup, /login, /my/requests, /my/followers, /my/settings, /my/password; GET /my; POST /logout.
void add_owner_routes(http::Router& router, const Parts& parts);

} // namespace ekiben::endpoints::owner
