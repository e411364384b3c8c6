#include "endpoints/activitypub/activitypub_routes.h"

#include "domain/inbox_limits.h"
#include "endpoints/activitypub/actors.h"
#include "endpoints/activitypub/collections.h"
#include "endpoints/activitypub/discovery.h"
#include "endpoints/activitypub/inbox.h"

#include <utility>

namespace ekiben::endpoints::activitypub_door {
namespace {

using Answer = http::Response (*)(const Parts&, const http::Request&, const http::PathValues&);

void add_document(http::Router& router, const Parts& parts, std::string pattern, Answer answer) {
  http::Route route;
  route.method = http::Method::get;
  route.pattern = std::move(pattern);
  route.access = http::Access::everyone;
  route.handler = [&parts, answer](const http::Request& request, const http::PathValues& values, http::Responder responder) {
    responder.send(answer(parts, request, values));
  };
  router.add(std::move(route));
}

void add_inbox(http::Router& router, const Parts& parts, std::string pattern) {
  http::Route route;
  route.method = http::Method::post;
  route.pattern = std::move(pattern);
  route.access = http::Access::signed_by_server;
  route.max_body = domain::kMaxActivityBytes;
  route.handler = [&parts](const http::Request& request, const http::PathValues& values, http::Responder responder) {
    take_activity(parts, request, values, std::move(responder));
  };
  router.add(std::move(route));
}

} // namespace

void add_activitypub_routes(http::Router& router, const Parts& parts) {
  add_document(router, parts, "/users/{handle}", answer_owner_actor);
  add_document(router, parts, "/users/{handle}/outbox", answer_outbox);
  add_document(router, parts, "/users/{handle}/followers", answer_followers);
  add_document(router, parts, "/users/{handle}/following", answer_following);
  add_document(router, parts, "/users/{handle}/collections/featured", answer_featured);
  add_document(router, parts, "/users/{handle}/collections/tags", answer_featured_tags);
  add_document(router, parts, "/actor", answer_instance_actor);
  add_document(router, parts, "/actor/outbox", answer_instance_outbox);
  add_document(router, parts, "/.well-known/webfinger", answer_webfinger);
  add_document(router, parts, "/.well-known/host-meta", answer_host_meta);
  add_document(router, parts, "/.well-known/nodeinfo", answer_nodeinfo_links);
  add_document(router, parts, "/nodeinfo/2.0", answer_nodeinfo_2_0);
  add_document(router, parts, "/nodeinfo/2.1", answer_nodeinfo_2_1);
  add_inbox(router, parts, "/users/{handle}/inbox");
  add_inbox(router, parts, "/inbox");
  add_inbox(router, parts, "/actor/inbox");
}

} // namespace ekiben::endpoints::activitypub_door
