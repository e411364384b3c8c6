// Headers that every answer carries.
#pragma once

#include "endpoints/shared/site.h"
#include "pure/http/request.h"
#include "pure/http/response.h"

#include <string_view>

namespace ekiben::endpoints {

/// Content-Security-Policy (design section 5), nosniff, no framing, referrer only within the site ("no-referrer" would turn the Origin of
/// our own forms into "null"), HSTS with an https base URL. Headers that are there already stay. `form_action` is the route's.
void add_security_headers(const SiteFacts& site, std::string_view form_action, http::Response& response);

} // namespace ekiben::endpoints
