// Writes: whom the owner blocks, and who blocks the owner. All note Change::blocks and the public change. Repeating is no error.
#pragma once

#include "base/result.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::store {

/// By actor id; they need not be known.
Result<void> insert_account_block(Transaction& transaction, std::string_view actor);
/// True when there was one.
Result<bool> delete_account_block(Transaction& transaction, std::string_view actor);
/// `host`: lower-case domain, for it and all its subdomains.
Result<void> insert_host_block(Transaction& transaction, std::string_view host);
Result<bool> delete_host_block(Transaction& transaction, std::string_view host);
/// They block the owner (federation item 71).
Result<void> insert_blocked_by(Transaction& transaction, std::string_view actor);
Result<bool> delete_blocked_by(Transaction& transaction, std::string_view actor);

} // namespace ekiben::store
