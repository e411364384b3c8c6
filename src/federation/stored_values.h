// What was fetched, in the values the store keeps, and back.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/remote_account.h"
#include "domain/remote_key.h"
#include "federation/verify.h"
#include "pure/activitypub/read_actor.h"

#include <vector>

namespace ekiben::federation {

/// The handle's domain is the id's host until WebFinger has said otherwise (verify_handle).
domain::RemoteAccount to_remote_account(const activitypub::Actor& actor, Time fetched_at);

domain::RemoteKey to_remote_key(const KnownKey& key, Time fetched_at);
/// Every key of `actor`, whose document was got at its own id, that is its own and can be used.
std::vector<domain::RemoteKey> to_remote_keys(const activitypub::Actor& actor, Time fetched_at);
/// Errors: invalid when the row holds no key.
Result<KnownKey> to_known_key(const domain::RemoteKey& key);

} // namespace ekiben::federation
