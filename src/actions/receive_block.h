// Somebody blocks the owner, or does not any more (federation item 71).
#pragma once

#include "base/result.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::actions {

/// Cuts their follow of the owner and whatever still waits for them, and remembers who it was.
Result<void> receive_block(store::Transaction& transaction, std::string_view signer);
Result<void> receive_undo_block(store::Transaction& transaction, std::string_view signer);

} // namespace ekiben::actions
