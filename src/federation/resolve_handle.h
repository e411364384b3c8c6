// From handle to actor and back: both ways must agree before a handle is believed (items 6, 7, 9-12; B6, B33).
#pragma once

#include "federation/fetch_document.h"
#include "pure/activitypub/read_actor.h"
#include "pure/text/handle.h"

#include <functional>

namespace ekiben::federation {

/// An actor and the handle that WebFinger confirms for it. The handle is for display: the actor's id is who they are (item 12).
struct ResolvedHandle {
  text::Handle handle;
  activitypub::Actor actor;
};

/// Asks the handle's domain; its answer may name another handle once (split domain), which must lead to the same actor; the actor's own
/// name for itself (`webfinger`, else preferredUsername) must be that user. At 404 host-meta is asked once where else (item 7).
/// `done` runs once on the event loop's thread (or at once, when nothing can be asked).
void resolve_handle(const FetchContext& context, text::Handle handle, SteadyTime deadline,
                    std::function<void(Result<ResolvedHandle>)> done);

/// The other direction (item 9): the handle of an actor whose document was fetched. Starts from `webfinger` (FEP-2c59), else
/// preferredUsername@host. Errors: invalid when WebFinger does not lead back to this very actor.
void verify_handle(const FetchContext& context, const activitypub::Actor& actor, SteadyTime deadline,
                   std::function<void(Result<text::Handle>)> done);

} // namespace ekiben::federation
