// Writes: one-time tokens that let somebody set the instance up.
#pragma once

#include "base/result.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::store {

/// `hash`: SHA-256 of the token, 32 bytes.
Result<void> insert_setup_token(Transaction& transaction, std::string_view hash, Time expires_at);
/// Errors: not_found when there is none of that hash, conflict when it was used or its time is over. In the transaction that sets up.
Result<void> use_setup_token(Transaction& transaction, std::string_view hash);
/// All of them: after set-up, and before a new one is made at start.
Result<void> delete_setup_tokens(Transaction& transaction);

} // namespace ekiben::store
