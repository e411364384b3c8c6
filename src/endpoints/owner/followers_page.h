// /my/followers: who follows, removing and blocking them.
#pragma once

#include "endpoints/owner/owner_parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/responder.h"

namespace ekiben::endpoints::owner {

http::Response show_followers(const Parts& parts, const http::Request& request);
void do_followers(const Parts& parts, const http::Request& request, http::Responder responder);

} // namespace ekiben::endpoints::owner
