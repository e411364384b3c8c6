// /about: who runs this, what it is made of.
#pragma once

#include "endpoints/public/public_routes.h"

namespace ekiben::endpoints::public_pages {

http::Response answer_about(const Parts& parts, const http::Request& request, const http::PathValues& values);

} // namespace ekiben::endpoints::public_pages
