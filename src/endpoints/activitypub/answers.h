// Answers that programs read.
#pragma once

#include "base/result.h"
#include "endpoints/activitypub/parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"

#include <string>
#include <string_view>

namespace ekiben::endpoints::activitypub_door {

/// 202, empty: taken, and durable.
http::Response accepted();
/// {"error": "..."}; 503 carries Retry-After. For answers that are sent when the request is gone.
http::Response refused(int status, std::string_view sentence);
/// The status that an error of verifying or storing means to the sender (item 49).
http::Response refused(const Error& error);

/// A 200 that is the same for everybody: kept in the cache and sent.
http::Response publish(const Parts& parts, const http::Request& request, std::string_view content_type, std::string body, Varies varies,
                       std::uint64_t generation);

/// True when whoever says they signed this GET is blocked: 404 then, as for what is not there (items 56, 57; B22, B23). Nothing is
/// verified: what is public is given to everybody unsigned, and saying falsely that one is blocked harms nobody else.
bool is_from_blocked(const Parts& parts, const http::Request& request);

} // namespace ekiben::endpoints::activitypub_door
