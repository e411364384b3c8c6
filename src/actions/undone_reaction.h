// For this folder: what an Undo must still say when the row is gone.
#pragma once

#include "base/result.h"
#include "domain/post.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::actions {

/// The outgoing row of an undone like or boost (domain/outgoing.h: subject).
Result<void> send_undone_reaction(store::Transaction& transaction, std::string_view kind, const domain::Post& post, std::string_view uri,
                                  domain::Visibility visibility);

} // namespace ekiben::actions
