#include "endpoints/owner/owner_routes.h"

#include "endpoints/owner/followers_page.h"
#include "endpoints/owner/home_page.h"
#include "endpoints/owner/login_page.h"
#include "endpoints/owner/password_page.h"
#include "endpoints/owner/requests_page.h"
#include "endpoints/owner/settings_page.h"
#include "endpoints/owner/setup_page.h"

namespace ekiben::endpoints::owner {
namespace {

using Show = http::Response (*)(const Parts&, const http::Request&);
using Do = void (*)(const Parts&, const http::Request&, http::Responder);

void add_get(http::Router& router, const Parts& parts, std::string pattern, http::Access access, Show show) {
  http::Route route;
  route.method = http::Method::get;
  route.pattern = std::move(pattern);
  route.access = access;
  route.handler = [&parts, show](const http::Request& request, const http::PathValues&, http::Responder responder) {
    responder.send(show(parts, request));
  };
  router.add(std::move(route));
}

void add_post(http::Router& router, const Parts& parts, std::string pattern, http::Access access, Do action) {
  http::Route route;
  route.method = http::Method::post;
  route.pattern = std::move(pattern);
  route.access = access;
  route.max_body = kMaxFormBytes;
  route.handler = [&parts, action](const http::Request& request, const http::PathValues&, http::Responder responder) {
    action(parts, request, std::move(responder));
  };
  router.add(std::move(route));
}

} // namespace

void add_owner_routes(http::Router& router, const Parts& parts) {
  using http::Access;
  add_get(router, parts, "/setup", Access::visitor_form, show_setup);
  add_post(router, parts, "/setup", Access::visitor_form, do_setup);
  add_get(router, parts, "/login", Access::visitor_form, show_login);
  add_post(router, parts, "/login", Access::visitor_form, do_login);
  add_post(router, parts, "/logout", Access::owner, do_logout);
  add_get(router, parts, "/my", Access::owner, show_home);
  add_get(router, parts, "/my/requests", Access::owner, show_requests);
  add_post(router, parts, "/my/requests", Access::owner, do_requests);
  add_get(router, parts, "/my/followers", Access::owner, show_followers);
  add_post(router, parts, "/my/followers", Access::owner, do_followers);
  add_get(router, parts, "/my/settings", Access::owner, show_settings);
  add_post(router, parts, "/my/settings", Access::owner, do_settings);
  add_get(router, parts, "/my/password", Access::owner, show_password);
  add_post(router, parts, "/my/password", Access::owner, do_password);
}

} // namespace ekiben::endpoints::owner
