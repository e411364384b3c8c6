// Writes and questions: whom the owner follows. They note Change::follows, and the public change when the accepted ones change.
#pragma once

#include "base/result.h"
#include "domain/following.h"
#include "store/transaction.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// Puts a pending follow; one that is there stays as it is. Returns what is there now.
Result<domain::Following> insert_follow(Transaction& transaction, Id account, std::string_view uri);
/// The target accepted. True when it was pending.
Result<bool> accept_follow(Transaction& transaction, Id account);
/// Unfollowed, rejected, or the target is gone. True when there was one.
Result<bool> delete_follow(Transaction& transaction, Id account);

Result<std::optional<domain::Following>> find_follow(const Reader& reader, Id account);
Result<std::optional<domain::Following>> find_follow_by_uri(const Reader& reader, std::string_view uri);
/// Accepted ones.
Result<std::size_t> count_following(const PublicReader& reader);
/// Accepted and pending, newest first, older than `before`; at most 200.
Result<std::vector<domain::Following>> list_following_page(const Reader& reader, Id before, std::size_t limit);

} // namespace ekiben::store
