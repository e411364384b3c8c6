// The row that tells a follower what became of their wish; part of the transaction that decided it.
#pragma once

#include "base/result.h"
#include "domain/follower.h"
#include "domain/remote_account.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::actions {

/// Queues `kind` (domain/delivery_kinds.h) for the account's own inbox, with `follow_json` to be embedded. An older answer that still waits
/// is dropped: only the newest counts, and a host that follows again and again while it takes no answer costs one row.
Result<void> answer_follow(store::Transaction& transaction, std::string_view kind, const domain::RemoteAccount& account,
                           std::string_view follow_json);

} // namespace ekiben::actions
