#include "pure/activitypub/read_activity.h"

#include "pure/activitypub/contexts.h"
#include "pure/activitypub/limits.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/json/read.h"
#include "pure/text/url.h"

#include <array>
#include <optional>
#include <utility>

namespace ekiben::activitypub {
namespace {

constexpr std::array<std::pair<std::string_view, ActivityKind>, 14> kKinds = {{{"Create", ActivityKind::create},
                                                                               {"Update", ActivityKind::update},
                                                                               {"Delete", ActivityKind::delete_},
                                                                               {"Follow", ActivityKind::follow},
                                                                               {"Accept", ActivityKind::accept},
                                                                               {"Reject", ActivityKind::reject},
                                                                               {"Undo", ActivityKind::undo},
                                                                               {"Block", ActivityKind::block},
                                                                               {"Like", ActivityKind::like},
                                                                               {"Announce", ActivityKind::announce},
                                                                               {"Add", ActivityKind::add},
                                                                               {"Remove", ActivityKind::remove},
                                                                               {"Move", ActivityKind::move},
                                                                               {"Flag", ActivityKind::flag}}};

std::string bounded_id(std::optional<std::string_view> id) { return id && id->size() <= kMaxIdBytes ? std::string(*id) : std::string(); }

std::string first_type(const json::Value& value) {
  const auto types = json::list_strings(value, "type", kMaxTypes);
  return types.empty() || types.front().size() > 100 ? std::string() : std::string(types.front());
}

ActivityObject read_object(const json::Value& activity) {
  ActivityObject object;
  object.id = bounded_id(json::find_id(activity, "object"));
  const auto values = json::list_values(activity, "object", 1);
  if (!values.empty() && values.front()->is_object()) {
    const json::Value& inner = *values.front();
    object.embedded = true;
    object.type = first_type(inner);
    object.actor = bounded_id(json::find_id(inner, "actor"));
    object.object = bounded_id(json::find_id(inner, "object"));
    object.attributed_to = bounded_id(json::find_id(inner, "attributedTo"));
  }
  return object;
}

bool is_url(std::string_view id) { return id.starts_with("https://") || id.starts_with("http://"); }

} // namespace

Result<Activity> read_activity(const json::Value& document) {
  if (!document.is_object() || !has_activity_context(document)) {
    return fail(ErrorKind::invalid, "no ActivityStreams document");
  }
  Activity activity;
  activity.type = first_type(document);
  if (activity.type.empty()) {
    return fail(ErrorKind::invalid, "the activity has no type");
  }
  for (const auto& [name, kind] : kKinds) {
    if (activity.type == name) {
      activity.kind = kind;
    }
  }
  activity.actor = bounded_id(json::find_id(document, "actor"));
  if (!text::parse_identifier(activity.actor)) {
    return fail(ErrorKind::invalid, "the activity has no actor");
  }
  activity.id = bounded_id(json::find_id(document, "id"));
  activity.object = read_object(document);
  if (activity.kind != ActivityKind::other && activity.object.id.empty() && !activity.object.embedded) {
    return fail(ErrorKind::invalid, "the activity has no object");
  }
  activity.target = bounded_id(json::find_id(document, "target"));
  return activity;
}

bool is_said_by(const Activity& activity, std::string_view signer) {
  return activity.actor == signer && (!is_url(activity.id) || text::same_origin(activity.id, signer));
}

bool is_about_itself(const Activity& activity) {
  return (activity.kind == ActivityKind::delete_ || activity.kind == ActivityKind::update) && activity.object.id == activity.actor;
}

Result<Activity> parse_activity(std::string_view body) {
  EKIBEN_TRY(const json::Value document, json::parse(body));
  return read_activity(document);
}

} // namespace ekiben::activitypub
