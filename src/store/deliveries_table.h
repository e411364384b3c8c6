// Writes: what must be sent. Rows that make something due note Change::deliveries.
#pragma once

#include "base/result.h"
#include "domain/delivery.h"
#include "store/transaction.h"

#include <cstddef>
#include <string_view>

namespace ekiben::store {

/// Exact bytes that many deliveries point at; removed with the last of them.
Result<Id> insert_document(Transaction& transaction, std::string_view body);

/// id, created_at and next_attempt_at (now) are given here; attempts and last_error are ignored. Returns the id.
Result<Id> insert_delivery(Transaction& transaction, const domain::Delivery& delivery);

/// The peer took it. No error when it is gone.
Result<void> delete_delivery(Transaction& transaction, Id id);
/// attempts + 1; tried again at `next_attempt_at`.
Result<void> postpone_delivery(Transaction& transaction, Id id, Time next_attempt_at, std::string_view error);
/// attempts + 1; never tried again, kept for the owner to see until pruned.
Result<void> give_up_delivery(Transaction& transaction, Id id, std::string_view error);
/// Everything that waits for this host is due now: it is alive again (federation item 107).
Result<void> make_deliveries_due(Transaction& transaction, std::string_view host);
/// What waits for this actor alone is not wanted any more (a follower who left before the Accept arrived). Returns how many went.
Result<std::size_t> delete_deliveries_to(Transaction& transaction, std::string_view addressee);
/// Forgets what was given up before `before`, at most 1,000 a call; returns how many went.
Result<std::size_t> prune_given_up_deliveries(Transaction& transaction, Time before);

} // namespace ekiben::store
