#include "actions/undone_reaction.h"

#include "domain/outgoing.h"
#include "pure/json/json.h"
#include "pure/json/write.h"
#include "store/outgoing_table.h"
#include "store/read_accounts.h"

namespace ekiben::actions {

Result<void> send_undone_reaction(store::Transaction& transaction, std::string_view kind, const domain::Post& post, std::string_view uri,
                                  domain::Visibility visibility) {
  EKIBEN_TRY(const auto author, store::find_account(transaction, post.author));
  domain::Outgoing outgoing;
  outgoing.kind = std::string(kind);
  outgoing.post = post.id;
  outgoing.account = post.author;
  outgoing.subject = json::to_text(json::Value{
      {"uri", uri}, {"object", post.uri}, {"actor", author ? author->actor : ""}, {"visibility", static_cast<int>(visibility)}});
  return store::insert_outgoing(transaction, outgoing).map([](auto) {});
}

} // namespace ekiben::actions
