// /my: the state of things on one screen.
#pragma once

#include "endpoints/owner/owner_parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"

namespace ekiben::endpoints::owner {

http::Response show_home(const Parts& parts, const http::Request& request);

} // namespace ekiben::endpoints::owner
