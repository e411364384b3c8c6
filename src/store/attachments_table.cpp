#include "store/attachments_table.h"

#include "system/sqlite/database.h"

#include <cmath>

namespace ekiben::store {

using namespace sqlite::literals;

Result<Id> insert_upload(Transaction& transaction, const domain::Attachment& attachment) {
  const Id id = transaction.next_id();
  auto statement = transaction.database().prepare(R"(
    INSERT INTO attachments (id, post, position, kind, media_type, remote_url, file, description, width, height, blurhash, focus_x, focus_y, created_at)
    VALUES (:id, NULL, 0, :kind, :media_type, '', :file, :description, :width, :height, :blurhash, :focus_x, :focus_y, :now)
  )"_sql);
  EKIBEN_CHECK(statement.bind(":id", id)
                   .bind(":kind", static_cast<std::int64_t>(attachment.kind))
                   .bind(":media_type", attachment.media_type)
                   .bind(":file", attachment.file)
                   .bind(":description", attachment.description)
                   .bind(":width", std::int64_t{attachment.width})
                   .bind(":height", std::int64_t{attachment.height})
                   .bind(":blurhash", attachment.blurhash)
                   .bind(":focus_x", static_cast<std::int64_t>(std::lround(attachment.focus[0] * 1000)))
                   .bind(":focus_y", static_cast<std::int64_t>(std::lround(attachment.focus[1] * 1000)))
                   .bind(":now", transaction.now())
                   .run());
  return id;
}

Result<void> describe_attachment(Transaction& transaction, Id id, std::string_view description, std::array<double, 2> focus) {
  auto statement = transaction.database().prepare(R"(
    UPDATE attachments SET description = :description, focus_x = :focus_x, focus_y = :focus_y WHERE id = :id AND file <> ''
  )"_sql);
  EKIBEN_TRY(const std::size_t changed, statement.bind(":description", description)
                                            .bind(":focus_x", static_cast<std::int64_t>(std::lround(focus[0] * 1000)))
                                            .bind(":focus_y", static_cast<std::int64_t>(std::lround(focus[1] * 1000)))
                                            .bind(":id", id)
                                            .run_counting());
  if (changed == 0) {
    return fail(ErrorKind::not_found, "the picture is not there");
  }
  transaction.note_change(Change::posts);
  transaction.note_public_change();
  return {};
}

Result<std::vector<std::string>> prune_uploads(Transaction& transaction, Time before) {
  std::vector<std::string> files;
  auto statement = transaction.database().prepare(R"(
    DELETE FROM attachments WHERE id IN (SELECT id FROM attachments WHERE post IS NULL AND created_at < :before LIMIT 200)
    RETURNING file
  )"_sql);
  statement.bind(":before", before);
  std::vector<std::string> gone;
  for (;;) {
    EKIBEN_TRY(const bool row, statement.step());
    if (!row) {
      break;
    }
    gone.push_back(statement.text(0));
  }
  for (auto& file : gone) {
    auto used = transaction.database().prepare("SELECT 1 FROM attachments WHERE file = :file AND file <> '' LIMIT 1"_sql);
    EKIBEN_TRY(const bool still_used, used.bind(":file", file).step());
    if (!still_used && !file.empty()) {
      files.push_back(std::move(file));
    }
  }
  return files;
}

Result<std::optional<domain::Attachment>> find_upload(const Reader& reader, Id id) {
  auto statement = reader.database().prepare(R"(
    SELECT id, kind, media_type, file, description, width, height, blurhash, focus_x, focus_y FROM attachments WHERE id = :id AND file <> ''
  )"_sql);
  EKIBEN_TRY(const bool found, statement.bind(":id", id).step());
  if (!found) {
    return std::nullopt;
  }
  return domain::Attachment{
      .id = statement.id(0),
      .kind = static_cast<domain::MediaKind>(statement.integer(1)),
      .media_type = statement.text(2),
      .remote_url = {},
      .file = statement.text(3),
      .description = statement.text(4),
      .width = static_cast<int>(statement.integer(5)),
      .height = static_cast<int>(statement.integer(6)),
      .blurhash = statement.text(7),
      .focus = {static_cast<double>(statement.integer(8)) / 1000.0, static_cast<double>(statement.integer(9)) / 1000.0}};
}

Result<bool> is_public_file(const PublicReader& reader, std::string_view file) {
  auto statement = reader.database().prepare("SELECT 1 FROM public_attachments WHERE file = :file AND file <> '' LIMIT 1"_sql);
  return statement.bind(":file", file).step();
}

Result<std::optional<RemoteMedia>> find_remote_media(const Reader& reader, Id id) {
  auto statement = reader.database().prepare(R"(
    SELECT id, remote_url, media_type FROM attachments WHERE id = :id AND remote_url <> ''
    UNION ALL SELECT id, icon_url, '' FROM accounts WHERE id = :id AND icon_url <> ''
    UNION ALL SELECT id, url, '' FROM emojis WHERE id = :id
    LIMIT 1
  )"_sql);
  EKIBEN_TRY(const bool found, statement.bind(":id", id).step());
  return found ? std::optional(RemoteMedia{statement.id(0), statement.text(1), statement.text(2)}) : std::nullopt;
}

} // namespace ekiben::store
