#include "actions/edit_post.h"

#include "actions/own_ids.h"
#include "actions/post_parts.h"
#include "domain/draft_rules.h"
#include "store/outgoing_table.h"
#include "store/posts_table.h"
#include "store/read_posts.h"
#include "store/writer.h"

namespace ekiben::actions {
namespace {

std::optional<domain::DraftFault> check_edit(const domain::Post& post, const PostEdit& edit) {
  domain::Draft draft;
  draft.text = edit.text;
  draft.warning = edit.warning;
  draft.language = edit.language;
  for (const auto& attachment : post.attachments) {
    draft.media.push_back(attachment.id);
  }
  return domain::check_draft(draft);
}

Result<void> change(store::Transaction& transaction, Id id, const PostEdit& edit) {
  EKIBEN_TRY(const auto ourselves, load_ourselves(transaction));
  EKIBEN_TRY(auto post, store::find_post(transaction, id));
  if (!post) {
    return fail(ErrorKind::not_found, "the post is not there");
  }
  if (post->author != domain::kOwnerAccount) {
    return fail(ErrorKind::forbidden, "only one's own posts can be edited");
  }
  if (const auto fault = check_edit(*post, edit)) {
    return fail(ErrorKind::invalid, std::string(domain::describe(*fault)));
  }
  std::optional<domain::Post> parent;
  if (post->in_reply_to) {
    EKIBEN_TRY(parent, store::find_post(transaction, post->in_reply_to));
  }
  post->content = edit.text;
  post->warning = edit.warning;
  post->sensitive = edit.sensitive;
  post->language = edit.language.empty() ? post->language : edit.language;
  post->edited_at = transaction.now();
  EKIBEN_TRY(post->mentions, find_mentions(transaction, ourselves, edit.text, parent ? &*parent : nullptr));
  post->tags = find_tags(edit.text);
  EKIBEN_CHECK(store::update_post(transaction, *post));
  domain::Outgoing outgoing;
  outgoing.kind = domain::kUpdatePost;
  outgoing.post = id;
  return store::insert_outgoing(transaction, outgoing).map([](auto) {});
}

} // namespace

Result<void> edit_post(const Context& context, Id post, const PostEdit& edit) {
  return context.writer.run([post, edit](store::Transaction& transaction) { return change(transaction, post, edit); });
}

} // namespace ekiben::actions
