// Questions: who follows the owner, who asks?
#pragma once

#include "base/result.h"
#include "domain/follower.h"
#include "store/reader.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ekiben::store {

/// Accepted ones.
Result<std::size_t> count_followers(const PublicReader& reader);
/// Those who wait for the owner.
Result<std::size_t> count_follow_requests(const Reader& reader);

/// Accepted ones, newest first, older than `before` (none: from the newest). `limit` is cut to 200. The next page's `before` is the last
/// row's id.
Result<std::vector<domain::FollowerView>> list_followers_page(const PublicReader& reader, Id before, std::size_t limit);
/// Pending ones, oldest first, newer than `after`.
Result<std::vector<domain::FollowerView>> list_follow_requests(const Reader& reader, Id after, std::size_t limit);
/// Distinct inboxes of accepted followers, shared where there is one, in the order of the text, after `after`.
Result<std::vector<std::string>> list_follower_inboxes(const Reader& reader, const std::string& after, std::size_t limit);

/// By RemoteAccount::id.
Result<std::optional<domain::Follower>> find_follower(const Reader& reader, Id account);
Result<std::optional<domain::Follower>> find_follower_by_actor(const Reader& reader, std::string_view actor);
/// For Undo of a Follow that names it by id alone.
Result<std::optional<domain::Follower>> find_follower_by_follow_id(const Reader& reader, std::string_view follow_id);

} // namespace ekiben::store
