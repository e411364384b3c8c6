#include "endpoints/public/public_routes.h"

#include "endpoints/public/about_page.h"
#include "endpoints/public/profile_page.h"
#include "endpoints/public/text_files.h"

namespace ekiben::endpoints::public_pages {

void add_public_routes(http::Router& router, const Parts& parts) {
  const auto add = [&router, &parts](std::string pattern,
                                     http::Response (*answer)(const Parts&, const http::Request&, const http::PathValues&)) {
    http::Route route;
    route.method = http::Method::get;
    route.pattern = std::move(pattern);
    route.handler = [&parts, answer](const http::Request& request, const http::PathValues& values, http::Responder responder) {
      responder.send(answer(parts, request, values));
    };
    router.add(std::move(route));
  };
  add("/", answer_profile);
  add("/@{handle}", answer_profile);
  add("/about", answer_about);
  add("/robots.txt", answer_robots);
  add("/.well-known/security.txt", answer_security);
}

} // namespace ekiben::endpoints::public_pages
