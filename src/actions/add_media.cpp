#include "actions/add_media.h"

#include "pure/crypto/digest.h"
#include "pure/text/hex.h"
#include "pure/text/utf8.h"
#include "store/attachments_table.h"
#include "store/writer.h"
#include "system/imaging/derive_image.h"
#include "system/os/files.h"

namespace ekiben::actions {
namespace {

Result<void> check_description(std::string_view description) {
  if (text::count_code_points(description) > kMaxDescriptionCodePoints) {
    return fail(ErrorKind::invalid, "the description is longer than 1,500 characters");
  }
  return {};
}

/// "ab/abcdef….jpg": the name is the content, so that an address never shows anything else.
std::string file_name_of(const media::Derivative& picture) {
  const std::string digest = text::hex_encode(crypto::sha256(picture.bytes));
  return digest.substr(0, 2) + "/" + digest + (picture.media_type == "image/png" ? ".png" : ".jpg");
}

Result<void> store_file(const std::string& data_directory, const std::string& name, std::string_view bytes) {
  const std::string folder = data_directory + "/media";
  EKIBEN_CHECK(os::create_private_directory(folder));
  EKIBEN_CHECK(os::create_private_directory(folder + "/" + name.substr(0, 2)));
  const std::string path = folder + "/" + name;
  return os::path_exists(path) ? Result<void>() : os::write_file_atomically(path, bytes);
}

} // namespace

Result<Id> add_media(const Context& context, const std::string& data_directory, const NewMedia& media) {
  EKIBEN_CHECK(check_description(media.description));
  EKIBEN_TRY(const auto picture, imaging::derive_image(media.bytes));
  domain::Attachment attachment;
  attachment.kind = domain::MediaKind::image;
  attachment.media_type = picture.media_type;
  attachment.file = file_name_of(picture);
  attachment.description = media.description;
  attachment.width = picture.width;
  attachment.height = picture.height;
  attachment.blurhash = picture.blurhash;
  EKIBEN_CHECK(store_file(data_directory, attachment.file, picture.bytes));
  return context.writer.run<Id>([attachment](store::Transaction& transaction) { return store::insert_upload(transaction, attachment); });
}

Result<void> describe_media(const Context& context, Id media, const std::string& description, std::array<double, 2> focus) {
  EKIBEN_CHECK(check_description(description));
  return context.writer.run(
      [=](store::Transaction& transaction) { return store::describe_attachment(transaction, media, description, focus); });
}

} // namespace ekiben::actions
