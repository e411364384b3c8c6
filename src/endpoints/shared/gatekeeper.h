// What is checked before any handler runs: is this our name, is there an owner yet, who asks, does the form come from us.
#pragma once

#include "base/clock.h"
#include "endpoints/shared/error_pages.h"
#include "endpoints/shared/sessions.h"
#include "endpoints/shared/site.h"
#include "pure/http/request.h"
#include "pure/http/response.h"
#include "store/readers.h"
#include "system/http/router.h"
#include "system/log/refusals.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekiben::endpoints {

/// The largest form any page has.
inline constexpr std::size_t kMaxFormBytes = 16 * 1024;

/// The http::Guard. All methods: any thread.
class Gatekeeper {
public:
  Gatekeeper(const Site& site, store::Readers& readers, const Sessions& sessions, const ErrorPages& errors, const Clock& clock);

  /// Nothing when the handler may run, else the answer:
  /// - another Host than the base URL's (or the handle domain's below /.well-known/): 421. Before set-up only names that nobody can point
  ///   at us by DNS are served (loopback, address literals), or the set-up page with a valid token: DNS rebinding.
  /// - before set-up everything but the set-up page and static files: 503.
  /// - Access::owner without a session: GET 303 to the login page, else 401.
  /// - POST of a form from another site, or without its form token: 403.
  std::optional<http::Response> check(const http::Request& request, const http::Route& route);

  /// The page for a request that no route takes, or that the front refused (the http::ErrorPage). A wrong Host learns nothing else about
  /// us, and before set-up there is nothing to be missing. Asks memory only: it may run on the accept loop's thread.
  http::Response answer_unrouted(int status, const http::Request* request) const;

  /// The form token of pages for people who are not logged in. `route_path` is the path the form is posted to.
  std::string visitor_token(std::string_view route_path) const;

private:
  bool is_known_host(const http::Request& request, const SiteFacts& site) const;
  bool is_our_host(const http::Request& request, const SiteFacts& site) const;
  bool has_valid_setup_token(const http::Request& request) const;
  std::optional<http::Response> check_form(const http::Request& request, const SiteFacts& site, std::string_view secret,
                                           std::string_view purpose);

  const Site& site_;
  store::Readers& readers_;
  const Sessions& sessions_;
  const ErrorPages& errors_;
  const Clock& clock_;
  log::Refusals refusals_;
  const std::string visitor_secret_; ///< of this process
};

/// The purpose of a session's form tokens: one for all of the owner's forms.
inline constexpr std::string_view kOwnerForms = "owner";

} // namespace ekiben::endpoints
