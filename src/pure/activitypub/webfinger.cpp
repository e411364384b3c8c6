#include "pure/activitypub/webfinger.h"

#include "pure/activitypub/limits.h"
#include "pure/activitypub/media_type.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/json/read.h"
#include "pure/json/write.h"
#include "pure/text/ascii.h"
#include "pure/text/handle.h"
#include "pure/text/url.h"

namespace ekiben::activitypub {

std::string write_webfinger(const OwnWebFinger& answer) {
  json::Value links = json::Value::array();
  json::Value aliases = json::Value::array();
  if (!answer.profile_page.empty()) {
    aliases.push_back(answer.profile_page);
    links.push_back({{"rel", "http://webfinger.net/rel/profile-page"}, {"type", "text/html"}, {"href", answer.profile_page}});
  }
  aliases.push_back(answer.actor);
  links.push_back({{"rel", "self"}, {"type", std::string(kActivityJson)}, {"href", answer.actor}});
  if (!answer.subscribe_template.empty()) {
    links.push_back({{"rel", "http://ostatus.org/schema/1.0/subscribe"}, {"template", answer.subscribe_template}});
  }
  return json::to_text({{"subject", answer.subject}, {"aliases", std::move(aliases)}, {"links", std::move(links)}});
}

Result<WebFingerQuestion> read_webfinger_resource(std::string_view resource) {
  WebFingerQuestion question;
  if (resource.size() > kMaxIdBytes) {
    return fail(ErrorKind::invalid, "the resource is too long");
  }
  if (text::istarts_with(resource, "https://") || text::istarts_with(resource, "http://")) {
    EKIBEN_CHECK(text::parse_identifier(resource).map([](const auto&) {}));
    question.kind = WebFingerQuestion::Kind::url;
    question.url = std::string(resource);
    return question;
  }
  EKIBEN_TRY(const text::Handle handle, text::parse_handle(resource));
  question.user = handle.user_key();
  question.domain = handle.domain;
  return question;
}

Result<FoundActor> read_webfinger(std::string_view jrd) {
  json::Limits limits;
  limits.max_bytes = 256 * 1024;
  EKIBEN_TRY(const json::Value document, json::parse(jrd, limits));
  FoundActor found;
  const auto subject = json::find_string(document, "subject");
  if (!subject || subject->empty() || subject->size() > kMaxIdBytes) {
    return fail(ErrorKind::invalid, "the WebFinger answer has no subject");
  }
  found.subject = std::string(*subject);
  for (const json::Value* link : json::list_values(document, "links", kMaxLinks)) {
    const auto rel = json::find_string(*link, "rel");
    const auto type = json::find_string(*link, "type");
    const auto href = json::find_string(*link, "href");
    if (rel == "self" && type && is_activity_type(*type) && href && href->size() <= kMaxIdBytes && text::parse_identifier(*href)) {
      found.actor = std::string(*href);
      return found;
    }
  }
  return fail(ErrorKind::invalid, "the WebFinger answer names no actor");
}

} // namespace ekiben::activitypub
