#include "actions/publish_post.h"

#include "actions/own_ids.h"
#include "actions/post_parts.h"
#include "domain/draft_rules.h"
#include "store/attachments_table.h"
#include "store/outgoing_table.h"
#include "store/posts_table.h"
#include "store/read_posts.h"
#include "store/writer.h"

namespace ekiben::actions {
namespace {

Result<std::vector<domain::Attachment>> load_uploads(const store::Reader& reader, const std::vector<Id>& media) {
  std::vector<domain::Attachment> uploads;
  for (const Id id : media) {
    EKIBEN_TRY(const auto upload, store::find_upload(reader, id));
    if (!upload) {
      return fail(ErrorKind::not_found, "an uploaded picture is not there any more");
    }
    uploads.push_back(*upload);
  }
  return uploads;
}

Result<Id> publish(store::Transaction& transaction, const domain::Draft& draft) {
  if (!draft.request_key.empty()) {
    EKIBEN_TRY(const auto before, store::find_published_request(transaction, draft.request_key));
    if (before) {
      return *before;
    }
  }
  EKIBEN_TRY(const auto ourselves, load_ourselves(transaction));
  std::optional<domain::Post> parent;
  if (draft.in_reply_to) {
    EKIBEN_TRY(parent, store::find_post(transaction, draft.in_reply_to));
    if (!parent) {
      return fail(ErrorKind::not_found, "the post that is answered is not there any more");
    }
  }
  domain::Post post;
  post.id = transaction.next_id();
  post.uri = ourselves.ids.post(post.id);
  post.url = ourselves.ids.post_page(post.id);
  post.author = domain::kOwnerAccount;
  post.visibility = draft.visibility;
  post.format = domain::ContentFormat::markdown;
  post.content = draft.text;
  post.warning = draft.warning;
  post.sensitive = draft.sensitive || (!draft.warning.empty() && !draft.media.empty());
  post.language = draft.language.empty() ? ourselves.owner.language : draft.language;
  post.published_at = transaction.now();
  if (parent) {
    post.in_reply_to = parent->id;
    post.in_reply_to_uri = parent->uri;
  }
  EKIBEN_TRY(post.mentions, find_mentions(transaction, ourselves, draft.text, parent ? &*parent : nullptr));
  post.tags = find_tags(draft.text);
  EKIBEN_TRY(post.attachments, load_uploads(transaction, draft.media));
  EKIBEN_CHECK(store::insert_post(transaction, post).map([](auto) {}));
  EKIBEN_CHECK(store::insert_home_entry(transaction, post.id));
  if (!draft.request_key.empty()) {
    EKIBEN_CHECK(store::insert_published_request(transaction, draft.request_key, post.id));
  }
  domain::Outgoing outgoing;
  outgoing.kind = domain::kCreatePost;
  outgoing.post = post.id;
  EKIBEN_CHECK(store::insert_outgoing(transaction, outgoing).map([](auto) {}));
  return post.id;
}

} // namespace

Result<Id> publish_post(const Context& context, const domain::Draft& draft) {
  if (const auto fault = domain::check_draft(draft)) {
    return fail(ErrorKind::invalid, std::string(domain::describe(*fault)));
  }
  return context.writer.run<Id>([draft](store::Transaction& transaction) { return publish(transaction, draft); });
}

} // namespace ekiben::actions
