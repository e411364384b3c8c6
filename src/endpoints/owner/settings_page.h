// /my/settings: name, bio, language, how followers are accepted.
#pragma once

#include "endpoints/owner/owner_parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/responder.h"

namespace ekiben::endpoints::owner {

http::Response show_settings(const Parts& parts, const http::Request& request);
void do_settings(const Parts& parts, const http::Request& request, http::Responder responder);

} // namespace ekiben::endpoints::owner
