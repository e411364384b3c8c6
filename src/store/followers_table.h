// Writes: who follows the owner. All note Change::followers; the public change when the accepted ones change.
#pragma once

#include "base/result.h"
#include "domain/follower.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::store {

/// Puts the follow of `follower.account`, or updates the activity and state of the one that is there (federation item 68: repeated Follow).
/// `id` and times are given here. An accepted follow never becomes pending again. Returns its id.
Result<Id> upsert_follower(Transaction& transaction, const domain::Follower& follower);
/// Errors: not_found.
Result<void> accept_follower(Transaction& transaction, Id account);
/// True when there was one.
Result<bool> delete_follower(Transaction& transaction, Id account);

} // namespace ekiben::store
