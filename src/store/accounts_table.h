// Writes: accounts of other servers. All note Change::accounts and, when a follower may be shown, the public change.
#pragma once

#include "base/result.h"
#include "domain/remote_account.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::store {

/// Puts or refreshes the account with this `actor`; the id stays the same for ever. `account.id` and `created_at` are ignored; gone_at is
/// cleared (a document came). Returns the id.
Result<Id> upsert_account(Transaction& transaction, const domain::RemoteAccount& account);
/// A try to fetch the document again was made now.
Result<void> mark_account_attempted(Transaction& transaction, std::string_view actor);
/// They are gone: their follow, keys and waiting deliveries are removed, the row stays as a memory. No error when unknown.
Result<void> mark_account_gone(Transaction& transaction, std::string_view actor);

} // namespace ekiben::store
