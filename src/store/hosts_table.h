// Writes: how other servers have behaved.
#pragma once

#include "base/result.h"
#include "domain/host_record.h"
#include "store/transaction.h"

#include <cstddef>
#include <string_view>

namespace ekiben::store {

/// Delivery failures as domain::with_failure made them.
Result<void> upsert_host_failures(Transaction& transaction, std::string_view host, const domain::HostFailures& failures);
/// It took a delivery, or sent something valid: failures are forgotten. True when there were some (then make_deliveries_due). Written at
/// most once an hour for a host that is well, so it may be called for each activity.
Result<bool> mark_host_alive(Transaction& transaction, std::string_view host);
/// A key could not be had from it; key_failures + 1.
Result<void> mark_host_key_failure(Transaction& transaction, std::string_view host);
/// A key came.
Result<void> clear_host_key_failures(Transaction& transaction, std::string_view host);
/// Forgets the hosts least recently changed (at most 500 a call) until `keep` are left; returns how many went (federation B41).
Result<std::size_t> prune_hosts(Transaction& transaction, std::size_t keep);

} // namespace ekiben::store
