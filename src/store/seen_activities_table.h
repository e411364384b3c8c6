// Writes: which activities have been here already (federation item 61, B12).
#pragma once

#include "base/result.h"
#include "store/transaction.h"

#include <cstddef>
#include <string_view>

namespace ekiben::store {

/// True when (actor, activity id) is new and has been remembered; false when it was here before.
Result<bool> insert_seen_activity(Transaction& transaction, std::string_view actor, std::string_view activity_id);
/// Forgets those seen before `before` (at most 1,000 a call; returns how many went). Keep at least 48 hours.
Result<std::size_t> prune_seen_activities(Transaction& transaction, Time before);

} // namespace ekiben::store
