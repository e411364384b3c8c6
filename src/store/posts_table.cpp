#include "store/posts_table.h"

#include "store/post_rows.h"
#include "system/sqlite/database.h"

#include <algorithm>
#include <cmath>

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

void note_posts(Transaction& transaction, domain::Visibility visibility) {
  transaction.note_change(Change::posts);
  if (visibility == domain::Visibility::public_ || visibility == domain::Visibility::unlisted) {
    transaction.note_public_change();
  }
}

std::int64_t parts_of(const domain::Post& post) {
  std::int64_t parts = 0;
  parts |= post.mentions.empty() ? std::int64_t{0} : kHasMentions;
  parts |= post.tags.empty() ? std::int64_t{0} : kHasTags;
  parts |= post.attachments.empty() ? std::int64_t{0} : kHasAttachments;
  parts |= post.emojis.empty() ? std::int64_t{0} : kHasEmojis;
  return parts;
}

Result<void> insert_mentions(Transaction& transaction, const domain::Post& post) {
  auto statement = transaction.database().prepare(R"(
    INSERT INTO mentions (post, position, account, actor, handle, profile_url) VALUES (:post, :position, :account, :actor, :handle, :profile_url)
  )"_sql);
  for (std::size_t i = 0; i < post.mentions.size(); ++i) {
    const auto& mention = post.mentions[i];
    statement.reset();
    EKIBEN_CHECK(statement.bind(":post", post.id)
                     .bind_count(":position", i)
                     .bind(":account", mention.account)
                     .bind(":actor", mention.actor)
                     .bind(":handle", mention.handle)
                     .bind(":profile_url", mention.profile_url)
                     .run());
  }
  return {};
}

Result<void> insert_tags(Transaction& transaction, const domain::Post& post) {
  auto statement = transaction.database().prepare("INSERT OR IGNORE INTO post_tags (tag, post) VALUES (:tag, :post)"_sql);
  for (const auto& tag : post.tags) {
    statement.reset();
    EKIBEN_CHECK(statement.bind(":tag", tag).bind(":post", post.id).run());
  }
  return {};
}

/// An attachment with an id is an upload of the owner's that is taken over; one without is new.
Result<void> put_attachments(Transaction& transaction, const domain::Post& post) {
  for (std::size_t i = 0; i < post.attachments.size(); ++i) {
    const auto& attachment = post.attachments[i];
    if (attachment.id) {
      auto statement = transaction.database().prepare("UPDATE attachments SET post = :post, position = :position WHERE id = :id"_sql);
      EKIBEN_TRY(const std::size_t taken,
                 statement.bind(":post", post.id).bind_count(":position", i).bind(":id", attachment.id).run_counting());
      if (taken == 0) {
        return fail(ErrorKind::not_found, "an uploaded picture is not there any more");
      }
      continue;
    }
    auto statement = transaction.database().prepare(R"(
      INSERT INTO attachments (id, post, position, kind, media_type, remote_url, file, description, width, height, blurhash, focus_x, focus_y, created_at)
      VALUES (:id, :post, :position, :kind, :media_type, :remote_url, '', :description, :width, :height, :blurhash, :focus_x, :focus_y, :now)
    )"_sql);
    EKIBEN_CHECK(statement.bind(":id", transaction.next_id())
                     .bind(":post", post.id)
                     .bind_count(":position", i)
                     .bind(":kind", static_cast<std::int64_t>(attachment.kind))
                     .bind(":media_type", attachment.media_type)
                     .bind(":remote_url", attachment.remote_url)
                     .bind(":description", attachment.description)
                     .bind(":width", std::int64_t{attachment.width})
                     .bind(":height", std::int64_t{attachment.height})
                     .bind(":blurhash", attachment.blurhash)
                     .bind(":focus_x", static_cast<std::int64_t>(std::lround(attachment.focus[0] * 1000)))
                     .bind(":focus_y", static_cast<std::int64_t>(std::lround(attachment.focus[1] * 1000)))
                     .bind(":now", transaction.now())
                     .run());
  }
  return {};
}

/// The emojis of a post belong to its author's host; the newest URL counts.
Result<void> put_emojis(Transaction& transaction, const domain::Post& post) {
  for (const auto& emoji : post.emojis) {
    auto put = transaction.database().prepare(R"(
      INSERT INTO emojis (id, host, name, url) VALUES (:id, coalesce((SELECT host FROM accounts WHERE id = :author), ''), :name, :url)
      ON CONFLICT (host, name) DO UPDATE SET url = excluded.url
      RETURNING id
    )"_sql);
    put.bind(":id", transaction.next_id()).bind(":author", post.author).bind(":name", emoji.name).bind(":url", emoji.url);
    EKIBEN_TRY([[maybe_unused]] const bool row, put.step());
    const Id id = put.id(0);
    EKIBEN_CHECK(put.run());
    auto link = transaction.database().prepare("INSERT OR IGNORE INTO post_emojis (post, emoji) VALUES (:post, :emoji)"_sql);
    EKIBEN_CHECK(link.bind(":post", post.id).bind(":emoji", id).run());
  }
  return {};
}

Result<void> put_parts(Transaction& transaction, const domain::Post& post) {
  EKIBEN_CHECK(insert_mentions(transaction, post));
  EKIBEN_CHECK(insert_tags(transaction, post));
  EKIBEN_CHECK(put_attachments(transaction, post));
  return put_emojis(transaction, post);
}

/// Others' posts get the id of their own time as far as it is past and free: a thread that is fetched late reads in its order.
Result<Id> free_id_at(Transaction& transaction, Time published) {
  if (published >= transaction.now()) {
    return transaction.next_id();
  }
  constexpr std::int64_t kIdsInMillisecond = 65'536;
  const std::int64_t first = std::max<std::int64_t>(published.time_since_epoch().count(), 1) * kIdsInMillisecond;
  auto statement = transaction.database().prepare(R"(
    SELECT max(id) FROM (
      SELECT max(id) AS id FROM posts WHERE id >= :first AND id < :first + 65536
      UNION ALL SELECT max(id) FROM home WHERE id >= :first AND id < :first + 65536
    )
  )"_sql);
  EKIBEN_TRY([[maybe_unused]] const bool row, statement.bind(":first", first).step());
  const Id last = statement.id(0);
  if (!last) {
    return Id{first};
  }
  return last.value + 1 < first + kIdsInMillisecond ? Id{last.value + 1} : transaction.next_id();
}

struct Parent {
  Id id;
  Id thread;
};
Result<Parent> find_parent(Transaction& transaction, const domain::Post& post) {
  if (post.in_reply_to_uri.empty() && !post.in_reply_to) {
    return Parent{};
  }
  auto statement = transaction.database().prepare("SELECT id, thread FROM posts WHERE id = :id OR (:id IS NULL AND uri = :uri)"_sql);
  EKIBEN_TRY(const bool found, statement.bind(":id", post.in_reply_to).bind(":uri", post.in_reply_to_uri).step());
  return found ? Parent{statement.id(0), statement.id(1)} : Parent{};
}

Result<void> count_reply(Transaction& transaction, Id parent, std::int64_t by) {
  auto statement = transaction.database().prepare("UPDATE posts SET replies = max(0, replies + :by) WHERE id = :parent"_sql);
  return statement.bind(":by", by).bind(":parent", parent).run();
}

/// Replies that were here before `post`: they get their parent, and their threads become its thread.
Result<void> adopt_replies(Transaction& transaction, Id post, Id thread, std::string_view uri) {
  std::vector<std::pair<Id, Id>> waiting;
  {
    auto statement = transaction.database().prepare(
        "SELECT id, thread FROM posts WHERE in_reply_to IS NULL AND in_reply_to_uri = :uri AND in_reply_to_uri <> '' LIMIT 500"_sql);
    statement.bind(":uri", uri);
    for (;;) {
      EKIBEN_TRY(const bool row, statement.step());
      if (!row) {
        break;
      }
      waiting.emplace_back(statement.id(0), statement.id(1));
    }
  }
  for (const auto& [reply, old_thread] : waiting) {
    auto join = transaction.database().prepare("UPDATE posts SET in_reply_to = :post WHERE id = :reply"_sql);
    EKIBEN_CHECK(join.bind(":post", post).bind(":reply", reply).run());
    auto move = transaction.database().prepare("UPDATE posts SET thread = :thread WHERE thread = :old"_sql);
    EKIBEN_CHECK(move.bind(":thread", thread).bind(":old", old_thread).run());
    EKIBEN_CHECK(count_reply(transaction, post, 1));
  }
  return {};
}

} // namespace

Result<Id> insert_post(Transaction& transaction, const domain::Post& given) {
  domain::Post post = given;
  auto known = transaction.database().prepare(R"(
    SELECT 1 FROM posts WHERE uri = :uri UNION ALL SELECT 1 FROM tombstones WHERE uri = :uri
  )"_sql);
  EKIBEN_TRY(const bool taken, known.bind(":uri", post.uri).step());
  if (taken) {
    return fail(ErrorKind::conflict, "the post is known already");
  }
  if (!post.id) {
    EKIBEN_TRY(post.id, free_id_at(transaction, post.published_at));
  }
  EKIBEN_TRY(const Parent parent, find_parent(transaction, post));
  const Id thread = parent.id ? parent.thread : post.id;
  auto statement = transaction.database().prepare(R"(
    INSERT INTO posts (id, uri, url, author, visibility, format, content, title, warning, sensitive, language, in_reply_to_uri, in_reply_to, thread,
                       parts, replies, boosts, likes, published_at, stored_at, edited_at)
    VALUES (:id, :uri, :url, :author, :visibility, :format, :content, :title, :warning, :sensitive, :language, :in_reply_to_uri, :in_reply_to, :thread,
            :parts, 0, 0, 0, :published_at, :now, :edited_at)
  )"_sql);
  EKIBEN_CHECK(statement.bind(":id", post.id)
                   .bind(":uri", post.uri)
                   .bind(":url", post.url)
                   .bind(":author", post.author)
                   .bind(":visibility", static_cast<std::int64_t>(post.visibility))
                   .bind(":format", static_cast<std::int64_t>(post.format))
                   .bind(":content", post.content)
                   .bind(":title", post.title)
                   .bind(":warning", post.warning)
                   .bind_flag(":sensitive", post.sensitive)
                   .bind(":language", post.language)
                   .bind(":in_reply_to_uri", post.in_reply_to_uri)
                   .bind(":in_reply_to", parent.id)
                   .bind(":thread", thread)
                   .bind(":parts", parts_of(post))
                   .bind(":published_at", post.published_at)
                   .bind(":now", transaction.now())
                   .bind(":edited_at", post.edited_at)
                   .run());
  EKIBEN_CHECK(put_parts(transaction, post));
  if (parent.id) {
    EKIBEN_CHECK(count_reply(transaction, parent.id, 1));
  }
  EKIBEN_CHECK(adopt_replies(transaction, post.id, thread, post.uri));
  note_posts(transaction, post.visibility);
  return post.id;
}

Result<void> update_post(Transaction& transaction, const domain::Post& post) {
  if (post.edited_at) {
    auto keep = transaction.database().prepare(R"(
      INSERT OR IGNORE INTO post_edits (post, written_at, content, title, warning)
      SELECT id, coalesce(edited_at, published_at), content, title, warning FROM posts WHERE id = :post
    )"_sql);
    EKIBEN_CHECK(keep.bind(":post", post.id).run());
  }
  auto statement = transaction.database().prepare(R"(
    UPDATE posts SET content = :content, title = :title, warning = :warning, sensitive = :sensitive, language = :language, parts = :parts,
                     edited_at = coalesce(:edited_at, edited_at), url = :url
    WHERE id = :post
  )"_sql);
  EKIBEN_TRY(const std::size_t changed, statement.bind(":content", post.content)
                                            .bind(":title", post.title)
                                            .bind(":warning", post.warning)
                                            .bind_flag(":sensitive", post.sensitive)
                                            .bind(":language", post.language)
                                            .bind(":parts", parts_of(post))
                                            .bind(":edited_at", post.edited_at)
                                            .bind(":url", post.url)
                                            .bind(":post", post.id)
                                            .run_counting());
  if (changed == 0) {
    return fail(ErrorKind::not_found, "the post is not there");
  }
  EKIBEN_CHECK(transaction.database().prepare("DELETE FROM mentions WHERE post = :post"_sql).bind(":post", post.id).run());
  EKIBEN_CHECK(transaction.database().prepare("DELETE FROM post_tags WHERE post = :post"_sql).bind(":post", post.id).run());
  EKIBEN_CHECK(transaction.database().prepare("DELETE FROM post_emojis WHERE post = :post"_sql).bind(":post", post.id).run());
  // Those that stay carry their id and are put back by put_attachments.
  EKIBEN_CHECK(transaction.database().prepare("UPDATE attachments SET post = NULL WHERE post = :post"_sql).bind(":post", post.id).run());
  EKIBEN_CHECK(put_parts(transaction, post));
  // Others' that were replaced have no file of ours to look after; one's own wait for the clean-up of unpublished uploads.
  EKIBEN_CHECK(transaction.database().prepare("DELETE FROM attachments WHERE post IS NULL AND file = ''"_sql).run());
  note_posts(transaction, post.visibility);
  return {};
}

Result<bool> delete_post(Transaction& transaction, Id post) {
  auto find = transaction.database().prepare("SELECT uri, author, visibility, in_reply_to, thread FROM posts WHERE id = :post"_sql);
  EKIBEN_TRY(const bool found, find.bind(":post", post).step());
  if (!found) {
    return false;
  }
  const std::string uri = find.text(0);
  const bool own = find.id(1) == domain::kOwnerAccount;
  const auto visibility = static_cast<domain::Visibility>(find.integer(2));
  const Id parent = find.id(3);
  auto tombstone = transaction.database().prepare("INSERT OR REPLACE INTO tombstones (uri, own, deleted_at) VALUES (:uri, :own, :now)"_sql);
  EKIBEN_CHECK(tombstone.bind(":uri", uri).bind_flag(":own", own).bind(":now", transaction.now()).run());
  if (parent) {
    EKIBEN_CHECK(count_reply(transaction, parent, -1));
  }
  // Its replies stay, and stay together: they wait for a parent that will not come.
  EKIBEN_CHECK(
      transaction.database().prepare("UPDATE posts SET in_reply_to = NULL WHERE in_reply_to = :post"_sql).bind(":post", post).run());
  EKIBEN_CHECK(transaction.database().prepare("DELETE FROM post_index WHERE rowid = :post"_sql).bind(":post", post).run());
  EKIBEN_CHECK(transaction.database().prepare("DELETE FROM posts WHERE id = :post"_sql).bind(":post", post).run());
  note_posts(transaction, visibility);
  return true;
}

Result<void> insert_tombstone(Transaction& transaction, std::string_view uri) {
  auto statement = transaction.database().prepare("INSERT OR IGNORE INTO tombstones (uri, own, deleted_at) VALUES (:uri, 0, :now)"_sql);
  return statement.bind(":uri", uri).bind(":now", transaction.now()).run();
}

Result<std::size_t> prune_tombstones(Transaction& transaction, Time before) {
  auto statement = transaction.database().prepare(R"(
    DELETE FROM tombstones WHERE uri IN (SELECT uri FROM tombstones WHERE own = 0 AND deleted_at < :before LIMIT 1000)
  )"_sql);
  return statement.bind(":before", before).run_counting();
}

Result<void> insert_home_entry(Transaction& transaction, Id post, Id booster, Id boost) {
  auto statement = transaction.database().prepare("INSERT OR IGNORE INTO home (id, post, booster) VALUES (:id, :post, :booster)"_sql);
  EKIBEN_CHECK(statement.bind(":id", boost ? boost : post).bind(":post", post).bind(":booster", booster).run());
  transaction.note_change(Change::posts);
  return {};
}

Result<void> insert_published_request(Transaction& transaction, std::string_view request_key, Id post) {
  auto statement = transaction.database().prepare(
      "INSERT INTO published_requests (request_key, post, created_at) VALUES (:request_key, :post, :now)"_sql);
  return statement.bind(":request_key", request_key).bind(":post", post).bind(":now", transaction.now()).run();
}

Result<std::optional<Id>> find_published_request(const Reader& reader, std::string_view request_key) {
  auto statement = reader.database().prepare("SELECT post FROM published_requests WHERE request_key = :request_key"_sql);
  EKIBEN_TRY(const bool found, statement.bind(":request_key", request_key).step());
  return found ? std::optional(statement.id(0)) : std::nullopt;
}

} // namespace ekiben::store
