// /setup?token=…: the first page of a new directory.
#pragma once

#include "endpoints/owner/owner_parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/responder.h"

namespace ekiben::endpoints::owner {

/// The form; 403 for a token that is not valid, 410 when there is an owner already.
http::Response show_setup(const Parts& parts, const http::Request& request);
/// 422 with what is wrong and everything but the passwords kept; else sets up and answers 303: to /my, logged in, when the browser is
/// already at the base URL, to the base URL's login page when it is not.
void do_setup(const Parts& parts, const http::Request& request, http::Responder responder);

} // namespace ekiben::endpoints::owner
