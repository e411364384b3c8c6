#include "actions/delete_post.h"

#include "pure/json/json.h"
#include "pure/json/write.h"
#include "store/outgoing_table.h"
#include "store/posts_table.h"
#include "store/reactions_table.h"
#include "store/read_accounts.h"
#include "store/read_posts.h"
#include "store/writer.h"

namespace ekiben::actions {
namespace {

/// Who had it: known only before it is deleted.
Result<json::Value> describe_audience(const store::Reader& reader, const domain::Post& post) {
  json::Value actors = json::Value::array();
  for (const auto& mention : post.mentions) {
    if (!mention.actor.empty()) {
      actors.push_back(mention.actor);
    }
  }
  EKIBEN_TRY(const auto boosters, store::list_boosters(reader, post.id));
  for (const Id booster : boosters) {
    EKIBEN_TRY(const auto account, store::find_account(reader, booster));
    if (account) {
      actors.push_back(account->actor);
    }
  }
  return json::Value{{"uri", post.uri}, {"visibility", static_cast<int>(post.visibility)}, {"actors", std::move(actors)}};
}

} // namespace

Result<void> delete_post(const Context& context, Id id) {
  return context.writer.run([id](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto post, store::find_post(transaction, id));
    if (!post) {
      return fail(ErrorKind::not_found, "the post is not there");
    }
    if (post->author != domain::kOwnerAccount) {
      return fail(ErrorKind::forbidden, "only one's own posts can be deleted");
    }
    domain::Outgoing outgoing;
    outgoing.kind = domain::kDeletePost;
    outgoing.post = id;
    EKIBEN_TRY(const auto audience, describe_audience(transaction, *post));
    outgoing.subject = json::to_text(audience);
    EKIBEN_CHECK(store::delete_post(transaction, id).map([](auto) {}));
    return store::insert_outgoing(transaction, outgoing).map([](auto) {});
  });
}

} // namespace ekiben::actions
