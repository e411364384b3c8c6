#include "pure/activitypub/write_activity.h"

#include "pure/activitypub/contexts.h"
#include "pure/json/json.h"
#include "pure/json/write.h"

namespace ekiben::activitypub {
namespace {

json::Value follow_value(const FollowFacts& follow) {
  json::Value value = {{"type", "Follow"}, {"actor", follow.actor}, {"object", follow.object}};
  if (!follow.id.empty()) {
    value["id"] = follow.id;
  }
  return value;
}

/// `to` is not needed by anybody (item 77), but lets servers that read their shared inbox find whom it is for.
std::string write_answer(const char* type, std::string_view id, std::string_view actor, const FollowFacts& follow, const std::string& to) {
  return json::to_text({{"@context", plain_context()},
                        {"id", std::string(id)},
                        {"type", type},
                        {"actor", std::string(actor)},
                        {"to", json::Value::array({to})},
                        {"object", follow_value(follow)}});
}

} // namespace

std::string write_embedded_follow(const FollowFacts& follow) { return json::to_text(follow_value(follow)); }

std::string write_accept_follow(std::string_view id, std::string_view actor, const FollowFacts& follow) {
  return write_answer("Accept", id, actor, follow, follow.actor);
}

std::string write_reject_follow(std::string_view id, std::string_view actor, const FollowFacts& follow) {
  return write_answer("Reject", id, actor, follow, follow.actor);
}

std::string write_undo_follow(std::string_view id, const FollowFacts& follow) {
  return write_answer("Undo", id, follow.actor, follow, follow.object);
}

std::string write_follow(const FollowFacts& follow) {
  json::Value value = follow_value(follow);
  value["@context"] = plain_context();
  value["to"] = json::Value::array({follow.object});
  return json::to_text(value);
}

} // namespace ekiben::activitypub
