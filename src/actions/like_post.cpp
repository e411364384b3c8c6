#include "actions/like_post.h"

#include "actions/load_post.h"
#include "actions/own_ids.h"
#include "actions/undone_reaction.h"
#include "domain/outgoing.h"
#include "store/outgoing_table.h"
#include "store/reactions_table.h"
#include "store/writer.h"

namespace ekiben::actions {
namespace {

std::string like_uri(const Ourselves& ourselves, Id post) { return ourselves.ids.activity("likes", std::to_string(post.value)); }

} // namespace

Result<void> like_post(const Context& context, Id id) {
  return context.writer.run([id](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto post, load_post(transaction, id));
    EKIBEN_TRY(const auto ourselves, load_ourselves(transaction));
    EKIBEN_TRY(const bool is_new, store::insert_like(transaction, id, domain::kOwnerAccount, like_uri(ourselves, id)));
    if (!is_new || post.author == domain::kOwnerAccount) {
      return {};
    }
    domain::Outgoing outgoing;
    outgoing.kind = domain::kLikePost;
    outgoing.post = id;
    outgoing.account = post.author;
    return store::insert_outgoing(transaction, outgoing).map([](auto) {});
  });
}

Result<void> unlike_post(const Context& context, Id id) {
  return context.writer.run([id](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto post, load_post(transaction, id));
    EKIBEN_TRY(const auto ourselves, load_ourselves(transaction));
    EKIBEN_TRY(const bool was_there, store::delete_like(transaction, id, domain::kOwnerAccount));
    if (!was_there || post.author == domain::kOwnerAccount) {
      return {};
    }
    return send_undone_reaction(transaction, domain::kUndoLike, post, like_uri(ourselves, id), post.visibility);
  });
}

} // namespace ekiben::actions
