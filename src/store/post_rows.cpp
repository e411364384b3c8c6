#include "store/post_rows.h"

#include "system/sqlite/database.h"

#include <algorithm>
#include <array>

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

constexpr std::size_t kWindow = 20;
constexpr std::array<const char*, kWindow> kNames = {":p0",  ":p1",  ":p2",  ":p3",  ":p4",  ":p5",  ":p6",  ":p7",  ":p8",  ":p9",
                                                     ":p10", ":p11", ":p12", ":p13", ":p14", ":p15", ":p16", ":p17", ":p18", ":p19"};

/// Up to 20 posts; what is not needed is bound to NULL, which is in no list.
void bind_window(sqlite::Statement& statement, const std::vector<PostRow*>& window) {
  for (std::size_t i = 0; i < kWindow; ++i) {
    if (i < window.size()) {
      statement.bind(kNames[i], window[i]->post.id.value);
    } else {
      statement.bind_null(kNames[i]);
    }
  }
}

/// A post and its boost may stand in one window: both get the part.
template <typename Add> void for_post(const std::vector<PostRow*>& window, Id id, Add add) {
  for (PostRow* const row : window) {
    if (row->post.id == id) {
      add(row->post);
    }
  }
}

Result<void> read_mentions(sqlite::Statement statement, const std::vector<PostRow*>& window) {
  bind_window(statement, window);
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return {};
    }
    const domain::Mention mention{statement.id(1), statement.text(2), statement.text(3), statement.text(4)};
    for_post(window, statement.id(0), [&](domain::Post& post) { post.mentions.push_back(mention); });
  }
}

Result<void> read_tags(sqlite::Statement statement, const std::vector<PostRow*>& window) {
  bind_window(statement, window);
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return {};
    }
    for_post(window, statement.id(0), [&](domain::Post& post) { post.tags.push_back(statement.text(1)); });
  }
}

Result<void> read_attachments(sqlite::Statement statement, const std::vector<PostRow*>& window) {
  bind_window(statement, window);
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return {};
    }
    const domain::Attachment attachment{
        .id = statement.id(1),
        .kind = static_cast<domain::MediaKind>(statement.integer(2)),
        .media_type = statement.text(3),
        .remote_url = statement.text(4),
        .file = statement.text(5),
        .description = statement.text(6),
        .width = static_cast<int>(statement.integer(7)),
        .height = static_cast<int>(statement.integer(8)),
        .blurhash = statement.text(9),
        .focus = {static_cast<double>(statement.integer(10)) / 1000.0, static_cast<double>(statement.integer(11)) / 1000.0}};
    for_post(window, statement.id(0), [&](domain::Post& post) { post.attachments.push_back(attachment); });
  }
}

Result<void> read_emojis(sqlite::Statement statement, const std::vector<PostRow*>& window) {
  bind_window(statement, window);
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      return {};
    }
    const domain::CustomEmoji emoji{statement.id(1), statement.text(2), statement.text(3)};
    for_post(window, statement.id(0), [&](domain::Post& post) { post.emojis.push_back(emoji); });
  }
}

Result<void> read_window(const PublicReader& reader, const std::vector<PostRow*>& window, std::int64_t parts, Eyes eyes) {
  auto& database = reader.database();
  const bool strangers = eyes == Eyes::strangers;
  if ((parts & kHasMentions) != 0) {
    EKIBEN_CHECK(read_mentions(strangers ? database.prepare(R"(
      SELECT post, account, actor, handle, profile_url FROM public_mentions
      WHERE post IN (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19) ORDER BY post, position
    )"_sql)
                                         : database.prepare(R"(
      SELECT post, account, actor, handle, profile_url FROM mentions
      WHERE post IN (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19) ORDER BY post, position
    )"_sql),
                               window));
  }
  if ((parts & kHasTags) != 0) {
    EKIBEN_CHECK(read_tags(strangers ? database.prepare(R"(
      SELECT post, tag FROM public_post_tags
      WHERE post IN (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19) ORDER BY post, tag
    )"_sql)
                                     : database.prepare(R"(
      SELECT post, tag FROM post_tags
      WHERE post IN (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19) ORDER BY post, tag
    )"_sql),
                           window));
  }
  if ((parts & kHasAttachments) != 0) {
    EKIBEN_CHECK(read_attachments(strangers ? database.prepare(R"(
      SELECT post, id, kind, media_type, remote_url, file, description, width, height, blurhash, focus_x, focus_y FROM public_attachments
      WHERE post IN (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19) ORDER BY post, position
    )"_sql)
                                            : database.prepare(R"(
      SELECT post, id, kind, media_type, remote_url, file, description, width, height, blurhash, focus_x, focus_y FROM attachments
      WHERE post IN (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19) ORDER BY post, position
    )"_sql),
                                  window));
  }
  if ((parts & kHasEmojis) != 0) {
    EKIBEN_CHECK(read_emojis(strangers ? database.prepare(R"(
      SELECT pe.post, e.id, e.name, e.url FROM public_post_emojis AS pe JOIN emojis AS e ON e.id = pe.emoji
      WHERE pe.post IN (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19)
    )"_sql)
                                       : database.prepare(R"(
      SELECT pe.post, e.id, e.name, e.url FROM post_emojis AS pe JOIN emojis AS e ON e.id = pe.emoji
      WHERE pe.post IN (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19)
    )"_sql),
                             window));
  }
  return {};
}

} // namespace

PostRow post_of(const sqlite::Statement& statement, int first) {
  PostRow row;
  auto& post = row.post;
  post.id = statement.id(first);
  post.uri = statement.text(first + 1);
  post.url = statement.text(first + 2);
  post.author = statement.id(first + 3);
  post.visibility = static_cast<domain::Visibility>(statement.integer(first + 4));
  post.format = static_cast<domain::ContentFormat>(statement.integer(first + 5));
  post.content = statement.text(first + 6);
  post.title = statement.text(first + 7);
  post.warning = statement.text(first + 8);
  post.sensitive = statement.flag(first + 9);
  post.language = statement.text(first + 10);
  post.in_reply_to_uri = statement.text(first + 11);
  post.in_reply_to = statement.id(first + 12);
  post.thread = statement.id(first + 13);
  row.parts = statement.integer(first + 14);
  post.replies = statement.integer(first + 15);
  post.boosts = statement.integer(first + 16);
  post.likes = statement.integer(first + 17);
  post.published_at = statement.time(first + 18);
  post.stored_at = statement.time(first + 19);
  post.edited_at = statement.optional_time(first + 20);
  return row;
}

Result<void> read_parts(const PublicReader& reader, std::vector<PostRow>& rows, Eyes eyes) {
  std::vector<PostRow*> window;
  std::int64_t parts = 0;
  const auto flush = [&]() -> Result<void> {
    if (!window.empty()) {
      EKIBEN_CHECK(read_window(reader, window, parts, eyes));
    }
    window.clear();
    parts = 0;
    return {};
  };
  for (auto& row : rows) {
    if (row.parts == 0) {
      continue;
    }
    window.push_back(&row);
    parts |= row.parts;
    if (window.size() == kWindow) {
      EKIBEN_CHECK(flush());
    }
  }
  return flush();
}

Result<std::vector<domain::Post>> posts_of(const PublicReader& reader, sqlite::Statement& statement, Eyes eyes) {
  std::vector<PostRow> rows;
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      break;
    }
    rows.push_back(post_of(statement));
  }
  EKIBEN_CHECK(read_parts(reader, rows, eyes));
  std::vector<domain::Post> posts;
  posts.reserve(rows.size());
  for (auto& row : rows) {
    posts.push_back(std::move(row.post));
  }
  return posts;
}

Result<std::optional<domain::Post>> first_post_of(const PublicReader& reader, sqlite::Statement& statement, Eyes eyes) {
  EKIBEN_TRY(auto posts, posts_of(reader, statement, eyes));
  if (posts.empty()) {
    return std::nullopt;
  }
  return std::move(posts.front());
}

} // namespace ekiben::store
