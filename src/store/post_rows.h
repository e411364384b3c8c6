// For this folder alone: rows of `posts` and its part tables as domain::Post.
#pragma once

#include "base/result.h"
#include "domain/post.h"
#include "store/reader.h"
#include "system/sqlite/statement.h"

#include <vector>

namespace ekiben::store {

/// The part flags of posts.parts. DO NOT CHANGE THESE NUMBERS: they are stored.
inline constexpr std::int64_t kHasMentions = 1;
inline constexpr std::int64_t kHasTags = 2;
inline constexpr std::int64_t kHasAttachments = 4;
inline constexpr std::int64_t kHasEmojis = 8;

/// A post and the flags that say which parts are still to be read.
struct PostRow {
  domain::Post post;
  std::int64_t parts = 0;
};

/// Whose tables the parts are read from.
enum class Eyes { owner, strangers };

/// Reads the 20 columns of a post from column `first`: id, uri, url, author, visibility, format, content, title, warning, sensitive,
/// language, in_reply_to_uri, in_reply_to, thread, parts, replies, boosts, likes, published_at, stored_at, edited_at.
PostRow post_of(const sqlite::Statement& statement, int first = 0);

/// Fills in mentions, tags, attachments and emojis of all rows, with at most one question a kind for each 20 posts.
Result<void> read_parts(const PublicReader& reader, std::vector<PostRow>& rows, Eyes eyes);

/// Steps to the end, reads the parts.
Result<std::vector<domain::Post>> posts_of(const PublicReader& reader, sqlite::Statement& statement, Eyes eyes);
Result<std::optional<domain::Post>> first_post_of(const PublicReader& reader, sqlite::Statement& statement, Eyes eyes);

} // namespace ekiben::store
