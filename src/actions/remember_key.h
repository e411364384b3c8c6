// A key that was fetched, and whose owner names it back, is kept.
#pragma once

#include "actions/context.h"
#include "base/result.h"
#include "domain/remote_key.h"
#include "store/transaction.h"

#include <functional>

namespace ekiben::actions {

/// Replaces what was known by that key id, also when it belonged to somebody else until now: the fetch was this key's own, reciprocal one
/// (B11).
Result<void> remember_key(store::Transaction& transaction, const domain::RemoteKey& key);

/// The same in a transaction of its own; `done` runs on the writer's thread.
void remember_key(const Context& context, domain::RemoteKey key, std::function<void(Result<void>)> done);

} // namespace ekiben::actions
