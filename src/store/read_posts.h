// Questions: posts, one by one and in the orders people read them.
#pragma once

#include "base/result.h"
#include "domain/post.h"
#include "store/reader.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// What the owner did with a post.
struct OwnMarks {
  bool liked = false;
  bool boosted = false;
  bool bookmarked = false;
  bool pinned = false;
};

/// A post in the owner's home.
struct HomeEntry {
  Id id;      ///< cursor: the post's id or the boost's
  Id booster; ///< who boosted it into the home; none for the post itself
  domain::Post post;
};

// For the owner: through visible_to_owner.
Result<std::optional<domain::Post>> find_post(const Reader& reader, Id id);
Result<std::optional<domain::Post>> find_post_by_uri(const Reader& reader, std::string_view uri);
/// Newest first, older than `before` (none: from the newest), newer than `after`. `limit` is cut to 80.
Result<std::vector<HomeEntry>> read_home_timeline(const Reader& reader, Id before, Id after, std::size_t limit);
/// How many home entries are newer than `after`, counted up to 1,000.
Result<std::size_t> count_home_after(const Reader& reader, Id after);
/// The whole conversation a post belongs to, oldest first, at most 500.
Result<std::vector<domain::Post>> read_thread(const Reader& reader, Id post);
Result<std::vector<domain::Post>> list_posts_of(const Reader& reader, Id author, Id before, std::size_t limit);
Result<std::vector<domain::Post>> list_tagged_posts(const Reader& reader, std::string_view tag, Id before, std::size_t limit);
Result<std::vector<domain::Post>> list_bookmarked_posts(const Reader& reader, Id before, std::size_t limit);
Result<OwnMarks> read_own_marks(const Reader& reader, Id post);
/// True when the URI was deleted.
Result<bool> is_tombstone(const PublicReader& reader, std::string_view uri);

// For strangers: through visible_to_public.
Result<std::optional<domain::Post>> find_public_post(const PublicReader& reader, Id id);
/// The owner's public (with `Unlisted::included` also unlisted) posts, newest first.
enum class Unlisted { left_out, included };
Result<std::vector<domain::Post>> list_own_public_posts(const PublicReader& reader, Id before, std::size_t limit, Unlisted unlisted);
Result<std::size_t> count_own_public_posts(const PublicReader& reader);
Result<std::vector<domain::Post>> list_own_tagged_posts(const PublicReader& reader, std::string_view tag, Id before, std::size_t limit);
Result<std::vector<domain::Post>> read_public_thread(const PublicReader& reader, Id post);
Result<std::vector<domain::Post>> list_pinned_posts(const PublicReader& reader);

/// One of the owner's posts as far as the signer of a request may see it: public and unlisted, followers-only when they follow, any in
/// which they are mentioned; nothing else, and nothing when they are blocked (federation items 57, B21-B25).
Result<std::optional<domain::Post>> find_own_post_for(const Reader& reader, Id id, std::string_view signer);

} // namespace ekiben::store
