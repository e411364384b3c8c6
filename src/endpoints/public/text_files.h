// robots.txt and security.txt.
#pragma once

#include "endpoints/public/public_routes.h"

namespace ekiben::endpoints::public_pages {

/// RFC 9309: readers' pages may be visited, the owner's not.
http::Response answer_robots(const Parts& parts, const http::Request& request, const http::PathValues& values);
/// RFC 9116: Contact, Expires (30 days ahead, by whole days so that a day's answers are alike), Canonical, Preferred-Languages.
http::Response answer_security(const Parts& parts, const http::Request& request, const http::PathValues& values);

} // namespace ekiben::endpoints::public_pages
