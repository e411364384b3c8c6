// Somebody changed their profile: what was fetched from their own server counts, never what an activity embeds (B13).
#pragma once

#include "base/result.h"
#include "domain/remote_account.h"
#include "domain/remote_key.h"
#include "store/transaction.h"

#include <vector>

namespace ekiben::actions {

/// `account` and `keys` as fetched now from the actor's own id. Nothing is stored for people the owner has nothing to do with: unknown
/// accounts are left unknown.
Result<void> refresh_account(store::Transaction& transaction, const domain::RemoteAccount& account,
                             const std::vector<domain::RemoteKey>& keys);

} // namespace ekiben::actions
