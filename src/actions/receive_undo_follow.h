// Somebody takes their Follow back (federation item 68).
#pragma once

#include "base/result.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::actions {

/// `signer` does not follow the owner any more, whether the request was accepted or still waited; an answer that has not arrived is
/// dropped. No error when they never did. True when something changed.
Result<bool> receive_undo_follow(store::Transaction& transaction, std::string_view signer);

/// The same, when the activity names the Follow by its id alone: it must be `signer`'s own (B8).
Result<bool> receive_undo_follow_by_id(store::Transaction& transaction, std::string_view signer, std::string_view follow_id);

} // namespace ekiben::actions
