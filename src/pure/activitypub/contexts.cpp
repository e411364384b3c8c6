#include "pure/activitypub/contexts.h"

#include "pure/activitypub/limits.h"
#include "pure/activitypub/media_type.h"
#include "pure/json/json.h"
#include "pure/json/read.h"

namespace ekiben::activitypub {
namespace {

json::Value as_id(const char* iri) { return {{"@id", iri}, {"@type", "@id"}}; }

} // namespace

json::Value plain_context() { return std::string(kActivityStreams); }

json::Value actor_context() {
  json::Value terms = {
      {"manuallyApprovesFollowers", "as:manuallyApprovesFollowers"},
      {"movedTo", as_id("as:movedTo")},
      {"alsoKnownAs", as_id("as:alsoKnownAs")},
      {"Hashtag", "as:Hashtag"},
      {"sensitive", "as:sensitive"},
      {"toot", "http://joinmastodon.org/ns#"},
      {"featured", as_id("toot:featured")},
      {"featuredTags", as_id("toot:featuredTags")},
      {"discoverable", "toot:discoverable"},
      {"indexable", "toot:indexable"},
      {"attributionDomains", as_id("toot:attributionDomains")},
      {"Emoji", "toot:Emoji"},
      // "http://schema.org#" and "schema:PropertyValue" are wrong and final: peers compare these very strings (item 20).
      {"schema", "http://schema.org#"},
      {"PropertyValue", "schema:PropertyValue"},
      {"value", "schema:value"},
      {"gts", "https://gotosocial.org/ns#"},
      {"interactionPolicy", as_id("gts:interactionPolicy")},
      {"automaticApproval", as_id("gts:automaticApproval")},
      {"canFeature", as_id("https://w3id.org/fep/7aa9#canFeature")},
      {"webfinger", "https://purl.archive.org/socialweb/webfinger#webfinger"},
  };
  return json::Value::array({std::string(kActivityStreams), "https://w3id.org/security/v1", std::move(terms)});
}

bool has_activity_context(const json::Value& document) {
  for (const std::string_view entry : json::list_strings(document, "@context", kMaxContexts)) {
    if (entry == kActivityStreams || entry == "http://www.w3.org/ns/activitystreams") {
      return true;
    }
  }
  return false;
}

} // namespace ekiben::activitypub
