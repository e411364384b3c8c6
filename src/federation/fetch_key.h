// Getting somebody's key so that it can be believed (items 23, 47; B11, B13).
#pragma once

#include "federation/fetch_document.h"
#include "federation/verify.h"
#include "pure/activitypub/read_actor.h"

#include <functional>
#include <string>

namespace ekiben::federation {

/// An actor whose document was got at its own id.
void fetch_actor(const FetchContext& context, std::string id, SteadyTime deadline, std::function<void(Result<activitypub::Actor>)> done);

/// A key and the actor that owns it.
struct FetchedKey {
  KnownKey key;
  activitypub::Actor owner;
};

/// Fetches the key's document; the key in it must have exactly this id. When the document is not its owner's (GoToSocial's key path,
/// WordPress's query), the owner is fetched too and must list the key back; key and owner are of one origin.
/// Errors: those of fetch_document, unauthorized when the key is not there, not reciprocal or of no kind we believe.
void fetch_key(const FetchContext& context, std::string key_id, SteadyTime deadline, std::function<void(Result<FetchedKey>)> done);

} // namespace ekiben::federation
