// Writes: likes, boosts, bookmarks, pins. They note Change::posts, and the public change when a public count changes.
#pragma once

#include "base/result.h"
#include "domain/visibility.h"
#include "store/transaction.h"

#include <optional>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// `account` likes `post`; `uri` is the Like's id (may be empty). True when it is new.
Result<bool> insert_like(Transaction& transaction, Id post, Id account, std::string_view uri);
/// True when there was one.
Result<bool> delete_like(Transaction& transaction, Id post, Id account);

/// `account` boosts `post`. Returns the boost's id when it is new.
Result<std::optional<Id>> insert_boost(Transaction& transaction, Id post, Id account, std::string_view uri, domain::Visibility visibility);
/// Also out of the home. True when there was one.
Result<bool> delete_boost(Transaction& transaction, Id post, Id account);

/// What an Undo names by id alone, as far as `account` did it.
struct Reaction {
  Id post;
  bool is_boost = false;
};
Result<std::optional<Reaction>> find_reaction(const Reader& reader, Id account, std::string_view uri);
/// The owner's own boost, for its Undo.
struct OwnBoost {
  Id id;
  domain::Visibility visibility = domain::Visibility::public_;
};
Result<std::optional<OwnBoost>> find_own_boost(const Reader& reader, Id post);
/// Who boosted a post (others), for addressing its Update and Delete; at most 1,000.
Result<std::vector<Id>> list_boosters(const Reader& reader, Id post);

/// True when it is new, or was there.
Result<bool> insert_bookmark(Transaction& transaction, Id post);
Result<bool> delete_bookmark(Transaction& transaction, Id post);
/// Errors: too_many when 20 are pinned.
Result<bool> insert_pin(Transaction& transaction, Id post);
Result<bool> delete_pin(Transaction& transaction, Id post);

} // namespace ekiben::store
