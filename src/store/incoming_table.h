// Writes: activities that were verified and wait to be read.
#pragma once

#include "base/result.h"
#include "domain/incoming_activity.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::store {

/// Stores the bytes; id and received_at are given here. Notes Change::incoming. The caller asks read_incoming.h's backlog first, in the
/// same transaction.
Result<Id> insert_incoming(Transaction& transaction, const domain::IncomingActivity& activity);
/// It has been dealt with. No error when it is gone.
Result<void> delete_incoming(Transaction& transaction, Id id);
/// Working on it failed for a reason that may pass: attempts + 1, not again before `next_attempt_at`.
Result<void> postpone_incoming(Transaction& transaction, Id id, Time next_attempt_at, std::string_view reason);

} // namespace ekiben::store
