// One WebFinger question to one host (items 6, 7).
#pragma once

#include "federation/fetch_document.h"
#include "pure/activitypub/webfinger.h"
#include "pure/text/handle.h"

#include <functional>

namespace ekiben::federation {

/// https, or http when our own base URL is http (development). At 404 host-meta's template is asked, once.
/// Errors: those of a fetch; invalid when the answer cannot be used.
void ask_webfinger(const FetchContext& context, const text::Handle& handle, SteadyTime deadline,
                   std::function<void(Result<activitypub::FoundActor>)> done);

} // namespace ekiben::federation
