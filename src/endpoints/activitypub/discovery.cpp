#include "endpoints/activitypub/discovery.h"

#include "endpoints/activitypub/answers.h"
#include "pure/activitypub/host_meta.h"
#include "pure/activitypub/nodeinfo.h"
#include "pure/activitypub/webfinger.h"
#include "pure/http/form.h"
#include "store/read_profile.h"

#include <optional>

namespace ekiben::endpoints::activitypub_door {
namespace {

enum class Who { owner, instance, nobody };

/// Item 11: the handle domain's name and the base URL's host both lead here.
bool is_our_domain(const SiteFacts& site, const std::string& domain) { return domain == site.handle_domain || domain == site.host; }

Who who_is(const SiteFacts& site, const activitypub::WebFingerQuestion& question) {
  const domain::LocalIds ids = local_ids(site);
  if (question.kind == activitypub::WebFingerQuestion::Kind::url) {
    if (question.url == ids.actor() || question.url == ids.profile_page()) {
      return Who::owner;
    }
    return question.url == ids.instance_actor() || question.url == site.base_url || question.url == site.base_url + "/" ? Who::instance
                                                                                                                        : Who::nobody;
  }
  if (!is_our_domain(site, question.domain)) {
    return Who::nobody;
  }
  if (question.user == site.handle) {
    return Who::owner;
  }
  return is_our_domain(site, question.user) ? Who::instance : Who::nobody;
}

/// An answer to programs of other pages too: errors are as readable as successes.
http::Response refuse(int status, std::string_view sentence) {
  http::Response response = refused(status, sentence);
  response.headers.add("access-control-allow-origin", "*");
  return response;
}

http::Response answer_nodeinfo(const Parts& parts, const http::Request& request, activitypub::NodeInfoVersion version) {
  const std::uint64_t generation = parts.cache.generation();
  const auto reader = parts.readers.take_public();
  const auto profile = store::find_profile(reader);
  if (!profile || !*profile) {
    return parts.errors.make(500, &request);
  }
  const auto site = parts.site.facts();
  activitypub::NodeInfo info;
  info.software_version = parts.version;
  info.node_name = site->name;
  info.node_description = site->full_handle();
  info.posts = static_cast<std::int64_t>((*profile)->posts);
  return publish(parts, request, activitypub::nodeinfo_content_type(version), activitypub::write_nodeinfo(info, version),
                 Varies::by_nothing, generation);
}

} // namespace

http::Response answer_webfinger(const Parts& parts, const http::Request& request, const http::PathValues&) {
  const std::uint64_t generation = parts.cache.generation();
  const auto query = http::parse_form(request.query());
  const auto resource = query ? query->find("resource") : std::optional<std::string_view>();
  if (!resource || resource->empty()) {
    return refuse(400, "resource is missing: /.well-known/webfinger?resource=acct:user@domain");
  }
  const auto question = activitypub::read_webfinger_resource(*resource);
  if (!question) {
    return refuse(400, "resource is neither acct:user@domain nor a URL");
  }
  const auto site = parts.site.facts();
  const domain::LocalIds ids = local_ids(*site);
  activitypub::OwnWebFinger answer;
  switch (who_is(*site, *question)) {
  case Who::owner:
    answer.subject = "acct:" + site->handle + "@" + site->handle_domain;
    answer.actor = ids.actor();
    answer.profile_page = ids.profile_page();
    // No rel=subscribe (item 3) before the owner can follow from here: the button elsewhere would lead to a page that is not there.
    break;
  case Who::instance:
    answer.subject = "acct:" + site->handle_domain + "@" + site->handle_domain;
    answer.actor = ids.instance_actor();
    answer.profile_page = ids.base_url() + "/about";
    break;
  case Who::nobody:
    return refuse(404, "nobody here has that name");
  }
  return publish(parts, request, activitypub::kJrdType, activitypub::write_webfinger(answer), Varies::by_nothing, generation);
}

http::Response answer_host_meta(const Parts& parts, const http::Request& request, const http::PathValues&) {
  const std::uint64_t generation = parts.cache.generation();
  return publish(parts, request, activitypub::kXrdType, activitypub::write_host_meta(parts.site.facts()->base_url), Varies::by_nothing,
                 generation);
}

http::Response answer_nodeinfo_links(const Parts& parts, const http::Request& request, const http::PathValues&) {
  const std::uint64_t generation = parts.cache.generation();
  const auto site = parts.site.facts();
  return publish(parts, request, "application/json", activitypub::write_nodeinfo_links(site->base_url, local_ids(*site).instance_actor()),
                 Varies::by_nothing, generation);
}

http::Response answer_nodeinfo_2_0(const Parts& parts, const http::Request& request, const http::PathValues&) {
  return answer_nodeinfo(parts, request, activitypub::NodeInfoVersion::v2_0);
}

http::Response answer_nodeinfo_2_1(const Parts& parts, const http::Request& request, const http::PathValues&) {
  return answer_nodeinfo(parts, request, activitypub::NodeInfoVersion::v2_1);
}

} // namespace ekiben::endpoints::activitypub_door
