#include "actions/answer_follow.h"

#include "domain/delivery.h"
#include "pure/text/url.h"
#include "store/deliveries_table.h"

namespace ekiben::actions {

Result<void> answer_follow(store::Transaction& transaction, std::string_view kind, const domain::RemoteAccount& account,
                           std::string_view follow_json) {
  EKIBEN_CHECK(store::delete_deliveries_to(transaction, account.actor).map([](auto) {}));
  domain::Delivery delivery;
  delivery.kind = std::string(kind);
  delivery.subject = std::string(follow_json);
  delivery.inbox = account.inbox;
  delivery.host = text::authority_of(account.inbox);
  delivery.addressee = account.actor;
  delivery.order_key = account.actor;
  return store::insert_delivery(transaction, delivery).map([](auto) {});
}

} // namespace ekiben::actions
