#include "actions/follow_account.h"

#include "actions/own_ids.h"
#include "domain/outgoing.h"
#include "pure/json/json.h"
#include "pure/json/write.h"
#include "store/follows_table.h"
#include "store/outgoing_table.h"
#include "store/read_accounts.h"
#include "store/read_blocks.h"
#include "store/writer.h"

namespace ekiben::actions {

Result<void> follow_account(const Context& context, Id account) {
  return context.writer.run([account](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto target, store::find_account(transaction, account));
    if (!target) {
      return fail(ErrorKind::not_found, "the account is not known");
    }
    if (target->gone_at) {
      return fail(ErrorKind::gone, "the account does not exist any more");
    }
    EKIBEN_TRY(const bool blocked, store::is_blocked(transaction, target->actor, target->host));
    EKIBEN_TRY(const bool blocked_by, store::is_blocked_by(transaction, target->actor));
    if (blocked || blocked_by) {
      return fail(ErrorKind::forbidden, blocked ? "you have blocked this account" : "this account does not want to be followed by you");
    }
    EKIBEN_TRY(const auto present, store::find_follow(transaction, account));
    if (present) {
      return {};
    }
    EKIBEN_TRY(const auto ourselves, load_ourselves(transaction));
    const std::string uri = ourselves.ids.activity("follows", std::to_string(transaction.next_id().value));
    EKIBEN_CHECK(store::insert_follow(transaction, account, uri).map([](auto&&) {}));
    domain::Outgoing outgoing;
    outgoing.kind = domain::kFollowAccount;
    outgoing.account = account;
    outgoing.subject = json::to_text(json::Value{{"uri", uri}, {"actor", target->actor}});
    return store::insert_outgoing(transaction, outgoing).map([](auto) {});
  });
}

Result<void> unfollow_account(const Context& context, Id account) {
  return context.writer.run([account](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto follow, store::find_follow(transaction, account));
    EKIBEN_TRY(const auto target, store::find_account(transaction, account));
    if (!follow || !target) {
      return fail(ErrorKind::not_found, "the account is not followed");
    }
    EKIBEN_CHECK(store::delete_follow(transaction, account).map([](auto) {}));
    domain::Outgoing outgoing;
    outgoing.kind = domain::kUndoFollow;
    outgoing.account = account;
    outgoing.subject = json::to_text(json::Value{{"uri", follow->uri}, {"actor", target->actor}});
    return store::insert_outgoing(transaction, outgoing).map([](auto) {});
  });
}

} // namespace ekiben::actions
