#include "actions/boost_post.h"

#include "actions/own_ids.h"
#include "actions/undone_reaction.h"
#include "domain/outgoing.h"
#include "store/outgoing_table.h"
#include "store/posts_table.h"
#include "store/reactions_table.h"
#include "store/read_posts.h"
#include "store/writer.h"

namespace ekiben::actions {
namespace {

std::string boost_uri(const Ourselves& ourselves, Id post) { return ourselves.ids.activity("boosts", std::to_string(post.value)); }

bool is_open(const domain::Post& post) {
  return post.visibility == domain::Visibility::public_ || post.visibility == domain::Visibility::unlisted;
}

} // namespace

Result<void> boost_post(const Context& context, Id id, domain::Visibility visibility) {
  if (visibility == domain::Visibility::direct) {
    return fail(ErrorKind::invalid, "a boost is for followers at least");
  }
  return context.writer.run([id, visibility](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto post, store::find_post(transaction, id));
    if (!post) {
      return fail(ErrorKind::not_found, "the post is not there");
    }
    if (!is_open(*post)) {
      return fail(ErrorKind::forbidden, "a post that is not for everybody cannot be boosted");
    }
    EKIBEN_TRY(const auto ourselves, load_ourselves(transaction));
    EKIBEN_TRY(const auto boost, store::insert_boost(transaction, id, domain::kOwnerAccount, boost_uri(ourselves, id), visibility));
    if (!boost) {
      return {};
    }
    EKIBEN_CHECK(store::insert_home_entry(transaction, id, domain::kOwnerAccount, *boost));
    domain::Outgoing outgoing;
    outgoing.kind = domain::kBoostPost;
    outgoing.post = id;
    outgoing.account = post->author;
    return store::insert_outgoing(transaction, outgoing).map([](auto) {});
  });
}

Result<void> unboost_post(const Context& context, Id id) {
  return context.writer.run([id](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto post, store::find_post(transaction, id));
    EKIBEN_TRY(const auto boost, store::find_own_boost(transaction, id));
    if (!post || !boost) {
      return post ? Result<void>() : fail(ErrorKind::not_found, "the post is not there");
    }
    EKIBEN_TRY(const auto ourselves, load_ourselves(transaction));
    EKIBEN_CHECK(store::delete_boost(transaction, id, domain::kOwnerAccount).map([](auto) {}));
    return send_undone_reaction(transaction, domain::kUndoBoost, *post, boost_uri(ourselves, id), boost->visibility);
  });
}

} // namespace ekiben::actions
