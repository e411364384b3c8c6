// Questions: may they?
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/reader.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// The actor is blocked, or `host` (lower-case host[:port]; the port does not count) or a domain above it is.
Result<bool> is_blocked(const Reader& reader, std::string_view actor, std::string_view host);
Result<bool> is_host_blocked(const Reader& reader, std::string_view host);
Result<bool> is_blocked_by(const Reader& reader, std::string_view actor);

struct Block {
  std::string subject; ///< actor id or domain
  Time created_at{};
};
/// In the order of the text, after `after`; `limit` is cut to 200.
Result<std::vector<Block>> list_account_blocks(const Reader& reader, std::string_view after, std::size_t limit);
Result<std::vector<Block>> list_host_blocks(const Reader& reader, std::string_view after, std::size_t limit);

} // namespace ekiben::store
