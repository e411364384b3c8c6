// Writes and questions: the owner's uploads, and what is passed on of others' media.
#pragma once

#include "base/result.h"
#include "domain/attachment.h"
#include "store/transaction.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// An upload that no post has yet. Returns its id.
Result<Id> insert_upload(Transaction& transaction, const domain::Attachment& attachment);
/// Alternative text and focus; of an upload or of a published picture. Errors: not_found.
Result<void> describe_attachment(Transaction& transaction, Id id, std::string_view description, std::array<double, 2> focus);
/// Uploads that were never published, older than `before`; returns the files that nothing names any more.
Result<std::vector<std::string>> prune_uploads(Transaction& transaction, Time before);

/// The owner's, published or not.
Result<std::optional<domain::Attachment>> find_upload(const Reader& reader, Id id);
/// True when a file of DIR/media may be shown to strangers: it belongs to a public or unlisted post. Others' eyes get 404.
Result<bool> is_public_file(const PublicReader& reader, std::string_view file);

/// What /media/remote/ID passes on: an attachment's, an account's picture's or an emoji's URL. Nothing else is ever fetched through it.
struct RemoteMedia {
  Id id;
  std::string url;
  std::string media_type; ///< as declared; may be empty
};
Result<std::optional<RemoteMedia>> find_remote_media(const Reader& reader, Id id);

} // namespace ekiben::store
