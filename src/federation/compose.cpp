#include "federation/compose.h"

#include "domain/delivery_kinds.h"
#include "pure/activitypub/write_activity.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/json/read.h"

namespace ekiben::federation {

Result<std::string> compose_delivery(const domain::LocalIds& ids, Id delivery, std::string_view kind, std::string_view subject) {
  EKIBEN_TRY(const json::Value value, json::parse(subject));
  const activitypub::FollowFacts follow{std::string(json::find_id(value, "id").value_or("")),
                                        std::string(json::find_id(value, "actor").value_or("")),
                                        std::string(json::find_id(value, "object").value_or(""))};
  if (follow.actor.empty() || follow.object.empty()) {
    return fail(ErrorKind::invalid, "the delivery's subject is no Follow");
  }
  const std::string number = std::to_string(delivery.value);
  if (kind == domain::kAcceptFollow) {
    return activitypub::write_accept_follow(ids.activity("accepts/follows", number), ids.actor(), follow);
  }
  if (kind == domain::kRejectFollow) {
    return activitypub::write_reject_follow(ids.activity("rejects/follows", number), ids.actor(), follow);
  }
  return fail(ErrorKind::invalid, "nobody knows how to compose \"" + std::string(kind) + "\"");
}

} // namespace ekiben::federation
