// Writes and questions: what the outgoing worker has still to compose. insert_outgoing notes Change::outgoing.
#pragma once

#include "base/result.h"
#include "domain/outgoing.h"
#include "store/transaction.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// id and created_at are given here.
Result<Id> insert_outgoing(Transaction& transaction, const domain::Outgoing& outgoing);
Result<void> delete_outgoing(Transaction& transaction, Id id);
/// Not before `next_attempt_at` (mentions are being looked up).
Result<void> postpone_outgoing(Transaction& transaction, Id id, Time next_attempt_at);
/// Due ones, oldest first.
Result<std::vector<domain::Outgoing>> list_due_outgoing(const Reader& reader, Time now, std::size_t limit);
/// When the next one is due, or none.
Result<std::optional<Time>> next_outgoing_time(const Reader& reader);

} // namespace ekiben::store
