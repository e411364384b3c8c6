// Questions: what waits to be read?
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/incoming_activity.h"
#include "store/reader.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// Due at `now`, oldest first, without those behind an older one of the same signer that is not due (a Follow is never overtaken by its
/// Undo); at most `limit` and at most about 4 MiB of bodies.
Result<std::vector<domain::IncomingActivity>> list_due_incoming(const Reader& reader, Time now, std::size_t limit);
/// When the first of those that are not due at `now` will be.
Result<std::optional<Time>> find_next_incoming_time(const Reader& reader, Time now);
/// What `host` has left, and everybody together. Two look-ups, however much there is.
Result<domain::Backlog> load_backlog_of_host(const Reader& reader, std::string_view host);
Result<domain::Backlog> load_backlog(const Reader& reader);

} // namespace ekiben::store
