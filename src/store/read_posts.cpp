#include "store/read_posts.h"

#include "store/post_rows.h"
#include "system/sqlite/database.h"

#include <algorithm>
#include <limits>

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

constexpr std::size_t kMaxRows = 80;
constexpr std::size_t kMaxThread = 500;

std::int64_t or_newest(Id before) { return before ? before.value : std::numeric_limits<std::int64_t>::max(); }

} // namespace

Result<std::optional<domain::Post>> find_post(const Reader& reader, Id id) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM visible_to_owner AS p WHERE p.id = :id
  )"_sql);
  return first_post_of(reader, statement.bind(":id", id), Eyes::owner);
}

Result<std::optional<domain::Post>> find_post_by_uri(const Reader& reader, std::string_view uri) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM visible_to_owner AS p WHERE p.uri = :uri
  )"_sql);
  return first_post_of(reader, statement.bind(":uri", uri), Eyes::owner);
}

Result<std::vector<HomeEntry>> read_home_timeline(const Reader& reader, Id before, Id after, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at,
           h.id, h.booster
    FROM home AS h CROSS JOIN visible_to_owner AS p ON p.id = h.post
    WHERE h.id < :before AND h.id > :after
    ORDER BY h.id DESC LIMIT :limit
  )"_sql);
  statement.bind(":before", or_newest(before)).bind(":after", after.value).bind_count(":limit", std::min(limit, kMaxRows));
  std::vector<PostRow> rows;
  std::vector<HomeEntry> entries;
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      break;
    }
    rows.push_back(post_of(statement));
    entries.push_back({statement.id(21), statement.id(22), {}});
  }
  EKIBEN_CHECK(read_parts(reader, rows, Eyes::owner));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    entries[i].post = std::move(rows[i].post);
  }
  return entries;
}

Result<std::size_t> count_home_after(const Reader& reader, Id after) {
  auto statement = reader.database().prepare("SELECT count(*) FROM (SELECT 1 FROM home WHERE id > :after LIMIT 1000)"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool row, statement.bind(":after", after.value).step());
  return statement.count(0);
}

Result<std::vector<domain::Post>> read_thread(const Reader& reader, Id post) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM visible_to_owner AS p WHERE p.thread = (SELECT thread FROM posts WHERE id = :post)
    ORDER BY p.id LIMIT :limit
  )"_sql);
  statement.bind(":post", post).bind_count(":limit", kMaxThread);
  return posts_of(reader, statement, Eyes::owner);
}

Result<std::vector<domain::Post>> list_posts_of(const Reader& reader, Id author, Id before, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM visible_to_owner AS p WHERE p.author = :author AND p.id < :before
    ORDER BY p.id DESC LIMIT :limit
  )"_sql);
  statement.bind(":author", author).bind(":before", or_newest(before)).bind_count(":limit", std::min(limit, kMaxRows));
  return posts_of(reader, statement, Eyes::owner);
}

Result<std::vector<domain::Post>> list_tagged_posts(const Reader& reader, std::string_view tag, Id before, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM post_tags AS t CROSS JOIN visible_to_owner AS p ON p.id = t.post
    WHERE t.tag = :tag AND t.post < :before
    ORDER BY t.post DESC LIMIT :limit
  )"_sql);
  statement.bind(":tag", tag).bind(":before", or_newest(before)).bind_count(":limit", std::min(limit, kMaxRows));
  return posts_of(reader, statement, Eyes::owner);
}

Result<std::vector<domain::Post>> list_bookmarked_posts(const Reader& reader, Id before, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM bookmarks AS b CROSS JOIN visible_to_owner AS p ON p.id = b.post
    WHERE b.id < coalesce((SELECT id FROM bookmarks WHERE post = :before), :newest)
    ORDER BY b.id DESC LIMIT :limit
  )"_sql);
  statement.bind(":before", before)
      .bind(":newest", std::numeric_limits<std::int64_t>::max())
      .bind_count(":limit", std::min(limit, kMaxRows));
  return posts_of(reader, statement, Eyes::owner);
}

Result<OwnMarks> read_own_marks(const Reader& reader, Id post) {
  auto statement = reader.database().prepare(R"(
    SELECT EXISTS (SELECT 1 FROM likes WHERE post = :post AND account = 1), EXISTS (SELECT 1 FROM boosts WHERE post = :post AND account = 1),
           EXISTS (SELECT 1 FROM bookmarks WHERE post = :post), EXISTS (SELECT 1 FROM pins WHERE post = :post)
  )"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool row, statement.bind(":post", post).step());
  return OwnMarks{statement.flag(0), statement.flag(1), statement.flag(2), statement.flag(3)};
}

Result<bool> is_tombstone(const PublicReader& reader, std::string_view uri) {
  auto statement = reader.database().prepare("SELECT 1 FROM tombstones WHERE uri = :uri"_sql);
  return statement.bind(":uri", uri).step();
}

Result<std::optional<domain::Post>> find_public_post(const PublicReader& reader, Id id) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM visible_to_public AS p WHERE p.id = :id
  )"_sql);
  return first_post_of(reader, statement.bind(":id", id), Eyes::strangers);
}

Result<std::vector<domain::Post>> list_own_public_posts(const PublicReader& reader, Id before, std::size_t limit, Unlisted unlisted) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM visible_to_public AS p WHERE p.author = 1 AND p.id < :before AND p.visibility <= :most
    ORDER BY p.id DESC LIMIT :limit
  )"_sql);
  statement.bind(":before", or_newest(before))
      .bind(":most", std::int64_t{unlisted == Unlisted::included ? 1 : 0})
      .bind_count(":limit", std::min(limit, kMaxRows));
  return posts_of(reader, statement, Eyes::strangers);
}

Result<std::size_t> count_own_public_posts(const PublicReader& reader) {
  auto statement = reader.database().prepare("SELECT count(*) FROM visible_to_public WHERE author = 1"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool row, statement.step());
  return statement.count(0);
}

Result<std::vector<domain::Post>> list_own_tagged_posts(const PublicReader& reader, std::string_view tag, Id before, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM public_post_tags AS t JOIN visible_to_public AS p ON p.id = t.post
    WHERE t.tag = :tag AND t.post < :before AND p.author = 1 AND p.visibility = 0
    ORDER BY t.post DESC LIMIT :limit
  )"_sql);
  statement.bind(":tag", tag).bind(":before", or_newest(before)).bind_count(":limit", std::min(limit, kMaxRows));
  return posts_of(reader, statement, Eyes::strangers);
}

Result<std::vector<domain::Post>> read_public_thread(const PublicReader& reader, Id post) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM visible_to_public AS p WHERE p.thread = (SELECT thread FROM visible_to_public WHERE id = :post)
    ORDER BY p.id LIMIT :limit
  )"_sql);
  statement.bind(":post", post).bind_count(":limit", kMaxThread);
  return posts_of(reader, statement, Eyes::strangers);
}

Result<std::vector<domain::Post>> list_pinned_posts(const PublicReader& reader) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM pins AS i CROSS JOIN visible_to_public AS p ON p.id = i.post
    ORDER BY i.id DESC LIMIT 20
  )"_sql);
  return posts_of(reader, statement, Eyes::strangers);
}

Result<std::optional<domain::Post>> find_own_post_for(const Reader& reader, Id id, std::string_view signer) {
  auto statement = reader.database().prepare(R"(
    SELECT p.id, p.uri, p.url, p.author, p.visibility, p.format, p.content, p.title, p.warning, p.sensitive, p.language,
           p.in_reply_to_uri, p.in_reply_to, p.thread, p.parts, p.replies, p.boosts, p.likes, p.published_at, p.stored_at, p.edited_at
    FROM posts AS p
    WHERE p.id = :id AND p.author = 1
      AND NOT EXISTS (SELECT 1 FROM blocked_accounts AS b WHERE b.actor = :signer)
      AND NOT EXISTS (SELECT 1 FROM accounts AS a JOIN blocked_hosts AS b ON b.host = a.host WHERE a.actor = :signer)
      AND (p.visibility IN (0, 1)
           OR (p.visibility = 2 AND EXISTS (SELECT 1 FROM accounts AS a JOIN followers AS f ON f.account = a.id WHERE a.actor = :signer AND f.state = 1))
           OR EXISTS (SELECT 1 FROM mentions AS m WHERE m.actor = :signer AND m.post = p.id))
  )"_sql);
  return first_post_of(reader, statement.bind(":id", id).bind(":signer", signer), Eyes::owner);
}

} // namespace ekiben::store
