#include "endpoints/shared/security_headers.h"

namespace ekiben::endpoints {
namespace {

void add_if_absent(http::Headers& headers, std::string_view name, std::string value) {
  if (headers.count(name) == 0) {
    headers.add(name, std::move(value));
  }
}

std::string content_security_policy(const SiteFacts& site, std::string_view form_action) {
  // Before set-up no base URL is known; 'self' is the same place then.
  const std::string scripts = site.set_up ? site.base_url + "/static/" : "'self'";
  const std::string styles = site.set_up ? site.base_url + "/static/ " + site.base_url + "/theme/" : "'self'";
  return "default-src 'none'; script-src " + scripts + "; style-src " + styles +
         "; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; form-action " + std::string(form_action) +
         "; frame-ancestors 'none'; base-uri 'none'";
}

} // namespace

void add_security_headers(const SiteFacts& site, std::string_view form_action, http::Response& response) {
  http::Headers& headers = response.headers;
  add_if_absent(headers, "content-security-policy", content_security_policy(site, form_action));
  add_if_absent(headers, "x-content-type-options", "nosniff");
  add_if_absent(headers, "x-frame-options", "DENY");
  add_if_absent(headers, "referrer-policy", "same-origin");
  add_if_absent(headers, "cross-origin-opener-policy", "same-origin");
  if (site.is_https()) {
    add_if_absent(headers, "strict-transport-security", "max-age=31536000");
  }
}

} // namespace ekiben::endpoints
