#include "actions/keep_post.h"

#include "actions/load_post.h"
#include "domain/outgoing.h"
#include "domain/post.h"
#include "pure/json/json.h"
#include "pure/json/write.h"
#include "store/outgoing_table.h"
#include "store/reactions_table.h"
#include "store/writer.h"

namespace ekiben::actions {
namespace {

Result<void> send_pin(store::Transaction& transaction, std::string_view kind, const domain::Post& post) {
  domain::Outgoing outgoing;
  outgoing.kind = std::string(kind);
  outgoing.post = post.id;
  outgoing.subject = json::to_text(json::Value{{"uri", post.uri}});
  return store::insert_outgoing(transaction, outgoing).map([](auto) {});
}

} // namespace

Result<void> bookmark_post(const Context& context, Id id) {
  return context.writer.run([id](store::Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(load_post(transaction, id).map([](auto&&) {}));
    return store::insert_bookmark(transaction, id).map([](auto) {});
  });
}

Result<void> unbookmark_post(const Context& context, Id id) {
  return context.writer.run([id](store::Transaction& transaction) { return store::delete_bookmark(transaction, id).map([](auto) {}); });
}

Result<void> pin_post(const Context& context, Id id) {
  return context.writer.run([id](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto post, load_post(transaction, id));
    const bool open = post.visibility == domain::Visibility::public_ || post.visibility == domain::Visibility::unlisted;
    if (post.author != domain::kOwnerAccount || !open) {
      return fail(ErrorKind::forbidden, "only one's own public or unlisted posts can be pinned");
    }
    EKIBEN_TRY(const bool is_new, store::insert_pin(transaction, id));
    return is_new ? send_pin(transaction, domain::kAddPin, post) : Result<void>();
  });
}

Result<void> unpin_post(const Context& context, Id id) {
  return context.writer.run([id](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto post, load_post(transaction, id));
    EKIBEN_TRY(const bool was_there, store::delete_pin(transaction, id));
    return was_there ? send_pin(transaction, domain::kRemovePin, post) : Result<void>();
  });
}

} // namespace ekiben::actions
