// Questions: what must be sent, and when?
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/delivery.h"
#include "store/reader.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// Due at `now`, longest due first, without those that must wait for an older activity about the same object to the same host. In-flight
/// ones are in it: the caller knows them. `limit` is cut to 2,000.
Result<std::vector<domain::Delivery>> list_due_deliveries(const Reader& reader, Time now, std::size_t limit);
/// The earliest attempt after `now`; nothing when none waits.
Result<std::optional<Time>> find_next_delivery_time(const Reader& reader, Time now);
Result<std::optional<domain::Delivery>> find_delivery(const Reader& reader, Id id);
/// Errors: not_found.
Result<std::string> load_document(const Reader& reader, Id document);
/// Those that wait, newest first; for the owner's page. `limit` is cut to 200.
Result<std::vector<domain::Delivery>> list_waiting_deliveries(const Reader& reader, Id before, std::size_t limit);
Result<std::size_t> count_waiting_deliveries(const Reader& reader);

} // namespace ekiben::store
