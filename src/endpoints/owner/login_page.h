// /login and /logout.
#pragma once

#include "endpoints/owner/owner_parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/responder.h"

namespace ekiben::endpoints::owner {

http::Response show_login(const Parts& parts, const http::Request& request);
/// 303 with the session's cookie; 422 for a wrong pair (the same words for both fields); 429 while the address has to wait or four others
/// are being checked.
void do_login(const Parts& parts, const http::Request& request, http::Responder responder);
void do_logout(const Parts& parts, const http::Request& request, http::Responder responder);

} // namespace ekiben::endpoints::owner
