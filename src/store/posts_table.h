// Writes: posts and what belongs to them. They note Change::posts, and the public change when strangers can see it.
#pragma once

#include "base/result.h"
#include "domain/post.h"
#include "store/transaction.h"

#include <optional>
#include <string_view>

namespace ekiben::store {

/// Stores a post with its parts. `post.id` may be given (the owner's, whose URI holds it) or none: then it is the time min(published, now)
/// made an id. in_reply_to, thread, counts and stored_at are found here; replies that arrived before their parent are joined to it.
/// Attachments of the owner that carry an id are taken over from the uploads. Returns the id. Errors: conflict when the URI is there
/// already or is a tombstone.
Result<Id> insert_post(Transaction& transaction, const domain::Post& post);

/// Replaces content, title, warning, sensitive, language, mentions, tags, attachments and emojis. With `edited_at` the older text is kept
/// in the history. Errors: not_found.
Result<void> update_post(Transaction& transaction, const domain::Post& post);

/// Removes a post and all that belongs to it, and leaves a tombstone (of one's own for ever). True when there was one.
Result<bool> delete_post(Transaction& transaction, Id post);
/// A Delete that came before its Create: remembered for 6 hours (federation item 63).
Result<void> insert_tombstone(Transaction& transaction, std::string_view uri);
/// Forgets others' tombstones older than `before`, at most 1,000 a call; returns how many went.
Result<std::size_t> prune_tombstones(Transaction& transaction, Time before);

/// Puts a post into the owner's home; with `boost` as somebody's boost of it (`booster`), whose id it takes.
Result<void> insert_home_entry(Transaction& transaction, Id post, Id booster = {}, Id boost = {});

/// Remembers that the form with this key made `post`.
Result<void> insert_published_request(Transaction& transaction, std::string_view request_key, Id post);
Result<std::optional<Id>> find_published_request(const Reader& reader, std::string_view request_key);

} // namespace ekiben::store
