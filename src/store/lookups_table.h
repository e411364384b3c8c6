// Writes and questions: what is being looked up for the owner. They note Change::lookups.
#pragma once

#include "base/result.h"
#include "domain/lookup.h"
#include "store/transaction.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// Asks for `query`; one that was decided more than a minute ago is asked anew. At most 100 wait: then too_many. Returns its id.
Result<Id> insert_lookup(Transaction& transaction, std::string_view query);
Result<void> settle_lookup(Transaction& transaction, Id id, Id account, Id post);
Result<void> fail_lookup(Transaction& transaction, Id id, std::string_view error);
Result<std::size_t> prune_lookups(Transaction& transaction, Time before);

Result<std::optional<domain::Lookup>> find_lookup(const Reader& reader, Id id);
/// Oldest first.
Result<std::vector<domain::Lookup>> list_waiting_lookups(const Reader& reader, std::size_t limit);

} // namespace ekiben::store
