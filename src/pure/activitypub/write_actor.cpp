#include "pure/activitypub/write_actor.h"

#include "pure/activitypub/contexts.h"
#include "pure/activitypub/media_type.h"
#include "pure/html/text_to_html.h"
#include "pure/json/json.h"
#include "pure/json/write.h"
#include "pure/text/timestamp.h"

namespace ekiben::activitypub {
namespace {

json::Value public_key(const std::string& key_id, const std::string& owner, const std::string& pem) {
  return {{"id", key_id}, {"owner", owner}, {"publicKeyPem", pem}};
}

json::Value image(const std::string& url, const std::string& type) {
  json::Value value = {{"type", "Image"}, {"url", url}};
  if (!type.empty()) {
    value["mediaType"] = type;
  }
  return value;
}

} // namespace

std::string write_owner_actor(const OwnerActor& actor) {
  json::Value fields = json::Value::array();
  for (const ProfileField& field : actor.fields) {
    fields.push_back({{"type", "PropertyValue"}, {"name", field.name}, {"value", field.value_html}});
  }
  json::Value document = {
      {"@context", actor_context()},
      {"id", actor.id},
      {"type", "Person"},
      {"preferredUsername", actor.user},
      {"webfinger", actor.webfinger},
      {"name", actor.name},
      {"summary", html::text_to_html(actor.bio).text()},
      {"url", actor.profile_page},
      {"inbox", actor.inbox},
      {"outbox", actor.outbox},
      {"followers", actor.followers},
      {"following", actor.following},
      {"featured", actor.featured},
      {"featuredTags", actor.featured_tags},
      {"endpoints", {{"sharedInbox", actor.shared_inbox}}},
      {"publicKey", public_key(actor.key_id, actor.id, actor.public_key_pem)},
      {"manuallyApprovesFollowers", actor.manually_approves_followers},
      {"discoverable", actor.discoverable},
      {"indexable", actor.indexable},
      {"attachment", std::move(fields)},
      {"tag", json::Value::array()},
      {"alsoKnownAs", actor.also_known_as},
      {"attributionDomains", actor.attribution_domains},
      // Who may put this account into a collection of theirs: whoever finds it, when it wants to be found.
      {"interactionPolicy",
       {{"canFeature", {{"automaticApproval", json::Value::array({actor.discoverable ? std::string(kPublic) : actor.id})}}}}},
  };
  if (actor.published) {
    document["published"] = text::format_timestamp(*actor.published);
  }
  if (!actor.icon_url.empty()) {
    document["icon"] = image(actor.icon_url, actor.icon_type);
  }
  if (!actor.image_url.empty()) {
    document["image"] = image(actor.image_url, actor.image_type);
  }
  if (!actor.moved_to.empty()) {
    document["movedTo"] = actor.moved_to;
  }
  return json::to_text(document);
}

std::string write_instance_actor(const InstanceActor& actor) {
  return json::to_text({
      {"@context", actor_context()},
      {"id", actor.id},
      {"type", "Application"},
      {"preferredUsername", actor.user},
      {"webfinger", actor.webfinger},
      {"url", actor.profile_page},
      {"inbox", actor.inbox},
      {"outbox", actor.outbox},
      {"endpoints", {{"sharedInbox", actor.shared_inbox}}},
      {"publicKey", public_key(actor.key_id, actor.id, actor.public_key_pem)},
      {"manuallyApprovesFollowers", true},
  });
}

} // namespace ekiben::activitypub
