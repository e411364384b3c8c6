#include "endpoints/activitypub/actors.h"

#include "endpoints/activitypub/answers.h"
#include "endpoints/shared/request_facts.h"
#include "pure/activitypub/media_type.h"
#include "pure/activitypub/write_actor.h"
#include "pure/text/url.h"
#include "store/read_own_keys.h"
#include "store/read_profile.h"

namespace ekiben::endpoints::activitypub_door {
namespace {

http::Response see_profile_page(const domain::LocalIds& ids) {
  http::Response response;
  response.status = 303;
  response.headers.add("location", ids.profile_page());
  response.headers.add("vary", "Accept");
  return response;
}

activitypub::OwnerActor make_owner_actor(const SiteFacts& site, const domain::Owner& owner, const std::string& public_pem) {
  const domain::LocalIds ids = local_ids(site);
  activitypub::OwnerActor actor;
  actor.id = ids.actor();
  actor.key_id = ids.main_key();
  actor.public_key_pem = public_pem;
  actor.user = owner.handle;
  actor.webfinger = owner.handle + "@" + site.handle_domain;
  actor.name = owner.name.empty() ? owner.handle : owner.name;
  actor.bio = owner.bio;
  actor.profile_page = ids.profile_page();
  actor.inbox = ids.inbox();
  actor.outbox = ids.outbox();
  actor.followers = ids.followers();
  actor.following = ids.following();
  actor.featured = ids.featured();
  actor.featured_tags = ids.featured_tags();
  actor.shared_inbox = ids.shared_inbox();
  actor.published = owner.created_at;
  actor.manually_approves_followers = owner.approves_followers;
  actor.discoverable = owner.discoverable;
  actor.indexable = owner.discoverable;
  actor.attribution_domains = {site.host};
  return actor;
}

} // namespace

http::Response answer_owner_actor(const Parts& parts, const http::Request& request, const http::PathValues& values) {
  const std::uint64_t generation = parts.cache.generation();
  const auto site = parts.site.facts();
  if (values.empty() || values[0] != site->handle || is_from_blocked(parts, request)) {
    return parts.errors.make(404, &request);
  }
  if (!wants_activity(request)) {
    return see_profile_page(local_ids(*site));
  }
  const auto reader = parts.readers.take_public();
  const auto owner = store::find_owner(reader);
  const auto pem = store::find_own_public_key(reader, store::KeyPurpose::owner);
  if (!owner || !pem || !*owner || !*pem) {
    return parts.errors.make(500, &request);
  }
  return publish(parts, request, activitypub::kActivityJsonUtf8, activitypub::write_owner_actor(make_owner_actor(*site, **owner, **pem)),
                 Varies::by_accept_and_language, generation);
}

http::Response answer_instance_actor(const Parts& parts, const http::Request& request, const http::PathValues&) {
  const std::uint64_t generation = parts.cache.generation();
  const auto site = parts.site.facts();
  const domain::LocalIds ids = local_ids(*site);
  const auto reader = parts.readers.take_public();
  const auto pem = store::find_own_public_key(reader, store::KeyPurpose::instance);
  if (!pem || !*pem) {
    return parts.errors.make(500, &request);
  }
  activitypub::InstanceActor actor;
  actor.id = ids.instance_actor();
  actor.key_id = ids.instance_key();
  actor.public_key_pem = **pem;
  actor.user = site->handle_domain;
  actor.webfinger = site->handle_domain + "@" + site->handle_domain;
  actor.profile_page = ids.base_url() + "/about";
  actor.inbox = ids.instance_inbox();
  actor.outbox = ids.instance_outbox();
  actor.shared_inbox = ids.shared_inbox();
  return publish(parts, request, activitypub::kActivityJsonUtf8, activitypub::write_instance_actor(actor), Varies::by_nothing, generation);
}

} // namespace ekiben::endpoints::activitypub_door
