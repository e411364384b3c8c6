// How others find us: WebFinger, host-meta, NodeInfo (federation A1, A2). Public, unsigned, readable from any web page.
#pragma once

#include "endpoints/activitypub/parts.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/router.h"

namespace ekiben::endpoints::activitypub_door {

/// 400 without a usable resource, 404 for anybody but the owner and the instance actor (items 4, 5, 11, 15).
http::Response answer_webfinger(const Parts& parts, const http::Request& request, const http::PathValues& values);
http::Response answer_host_meta(const Parts& parts, const http::Request& request, const http::PathValues& values);
http::Response answer_nodeinfo_links(const Parts& parts, const http::Request& request, const http::PathValues& values);
http::Response answer_nodeinfo_2_0(const Parts& parts, const http::Request& request, const http::PathValues& values);
http::Response answer_nodeinfo_2_1(const Parts& parts, const http::Request& request, const http::PathValues& values);

} // namespace ekiben::endpoints::activitypub_door
