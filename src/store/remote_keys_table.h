// Writes: other people's public keys.
#pragma once

#include "base/result.h"
#include "domain/remote_key.h"
#include "store/transaction.h"

#include <cstddef>
#include <string_view>

namespace ekiben::store {

/// Puts the key, or replaces it when the owner is the same. Errors: conflict when the key id is bound to another owner (federation B11):
/// delete that first, after a fetch of its own.
Result<void> upsert_remote_key(Transaction& transaction, const domain::RemoteKey& key);
/// It was asked for again now.
Result<void> mark_remote_key_refetched(Transaction& transaction, std::string_view key_id);
Result<void> delete_remote_key(Transaction& transaction, std::string_view key_id);
Result<void> delete_remote_keys_of(Transaction& transaction, std::string_view owner);
/// Forgets the keys fetched longest ago (at most 500 a call) until `keep` are left; returns how many went. Other servers cannot fill the
/// disk with keys (federation B41).
Result<std::size_t> prune_remote_keys(Transaction& transaction, std::size_t keep);

} // namespace ekiben::store
