// POST to an inbox, personal, shared or the instance actor's (federation A8; design walk 1).
#pragma once

#include "endpoints/activitypub/parts.h"
#include "pure/http/request.h"
#include "system/http/responder.h"
#include "system/http/router.h"

namespace ekiben::endpoints::activitypub_door {

/// Checks what can be checked at once (400, 401, 404, 415), finds or waits for the key without holding a thread, and answers 202 when the
/// bytes are on disk. Nothing unverified is stored. What is verified and means nothing to us is 202 too (items 58, 75). The answer may be
/// sent from another thread when this call has long returned.
void take_activity(const Parts& parts, const http::Request& request, const http::PathValues& values, http::Responder responder);

} // namespace ekiben::endpoints::activitypub_door
