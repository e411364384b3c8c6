#include "endpoints/shared/gatekeeper.h"

#include "endpoints/shared/form_token.h"
#include "endpoints/shared/request_facts.h"
#include "pure/crypto/digest.h"
#include "pure/http/form.h"
#include "pure/text/percent.h"
#include "store/read_setup_tokens.h"
#include "system/os/random.h"

namespace ekiben::endpoints {
namespace {

bool is_read(const http::Request& request) { return request.method == http::Method::get || request.method == http::Method::head; }

/// The same bytes for everybody, whatever they call us.
bool is_static(std::string_view path) { return path.starts_with("/static/") || path == "/favicon.ico" || path == "/favicon.svg"; }

std::string without_default_port(std::string host, const SiteFacts& site) {
  const std::string_view port = site.is_https() ? ":443" : ":80";
  if (host.ends_with(port)) {
    host.resize(host.size() - port.size());
  }
  return host;
}

/// What Origin says on our own pages. Before set-up the scheme is not known (a proxy may speak TLS), so the host alone has to fit.
std::string own_origin(const http::Request& request, const SiteFacts& site) {
  if (site.set_up) {
    return site.base_url;
  }
  const auto origin = request.headers.find("origin").value_or("");
  return (origin.starts_with("https://") ? "https://" : "http://") + request_host(request);
}

} // namespace

Gatekeeper::Gatekeeper(const Site& site, store::Readers& readers, const Sessions& sessions, const ErrorPages& errors, const Clock& clock)
    : site_(site), readers_(readers), sessions_(sessions), errors_(errors), clock_(clock), refusals_(clock),
      visitor_secret_(os::random_bytes(32)) {}

bool Gatekeeper::has_valid_setup_token(const http::Request& request) const {
  const auto query = http::parse_form(request.query());
  if (!query || query->value("token").empty()) {
    return false;
  }
  const auto reader = readers_.take();
  return store::is_setup_token_valid(reader, crypto::sha256(query->value("token")), clock_.now()).value_or(false);
}

bool Gatekeeper::is_known_host(const http::Request& request, const SiteFacts& site) const {
  const std::string host = without_default_port(request_host(request), site);
  if (site.set_up) {
    return host == site.host || (host == site.handle_domain && request.path().starts_with("/.well-known/"));
  }
  return is_address_literal(host) || is_static(request.path());
}

bool Gatekeeper::is_our_host(const http::Request& request, const SiteFacts& site) const {
  return is_known_host(request, site) || (!site.set_up && request.path() == "/setup" && has_valid_setup_token(request));
}

http::Response Gatekeeper::answer_unrouted(int status, const http::Request* request) const {
  if (request != nullptr && (status == 404 || status == 405)) {
    const auto site = site_.facts();
    if (!is_known_host(*request, *site)) {
      return errors_.make(421, request);
    }
    if (!site->set_up) {
      return errors_.not_set_up(*request);
    }
  }
  return errors_.make(status, request);
}

std::string Gatekeeper::visitor_token(std::string_view route_path) const { return make_form_token(visitor_secret_, route_path); }

std::optional<http::Response> Gatekeeper::check_form(const http::Request& request, const SiteFacts& site, std::string_view secret,
                                                     std::string_view purpose) {
  if (comes_from_elsewhere(request, own_origin(request, site))) {
    refusals_.count("form from another site", request.peer_address);
    return errors_.make(403, &request);
  }
  if (!http::is_form_type(request.headers.find("content-type").value_or(""))) {
    return errors_.make(400, &request);
  }
  const auto form = http::parse_form(request.body);
  if (!form) {
    return errors_.make(form.error().kind == ErrorKind::too_large ? 413 : 400, &request);
  }
  if (!is_form_token(form->value("token"), secret, purpose)) {
    refusals_.count("form without its token", request.peer_address);
    return errors_.make(403, &request);
  }
  return std::nullopt;
}

std::optional<http::Response> Gatekeeper::check(const http::Request& request, const http::Route& route) {
  const auto site = site_.facts();
  if (!is_our_host(request, *site)) {
    refusals_.count("wrong Host", request_host(request));
    return errors_.make(421, &request);
  }
  if (!site->set_up && request.path() != "/setup" && !is_static(request.path())) {
    return errors_.not_set_up(request);
  }
  switch (route.access) {
  case http::Access::everyone:
  case http::Access::signed_by_server:
    return std::nullopt;
  case http::Access::visitor_form:
    return is_read(request) ? std::nullopt : check_form(request, *site, visitor_secret_, route.pattern);
  case http::Access::owner:
    break;
  }
  const auto session = sessions_.find(request);
  if (session) {
    return is_read(request) ? std::nullopt : check_form(request, *site, session->id, kOwnerForms);
  }
  if (!is_read(request)) {
    return errors_.make(401, &request);
  }
  return see_other("/login?next=" + text::percent_encode(request.target));
}

} // namespace ekiben::endpoints
