// Writes: instance, owner and own keys. All note Change::instance and the public change.
#pragma once

#include "base/result.h"
#include "domain/instance.h"
#include "domain/owner.h"
#include "store/own_key.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::store {

/// Errors: conflict when there is one already.
Result<void> insert_instance(Transaction& transaction, const domain::Instance& instance);

/// `password_hash`: text as made by the caller (scrypt with its parameters). Errors: conflict when there is one already.
Result<void> insert_owner(Transaction& transaction, const domain::Owner& owner, std::string_view password_hash);
/// Name, bio, language, approves_followers and discoverable; updated_at becomes the transaction's time. Errors: not_found before set-up.
Result<void> update_owner(Transaction& transaction, const domain::Owner& owner);
/// Errors: not_found before set-up.
Result<void> update_password_hash(Transaction& transaction, std::string_view password_hash);

/// Puts the key or replaces it (rotation).
Result<void> upsert_own_key(Transaction& transaction, const OwnKey& key);

} // namespace ekiben::store
