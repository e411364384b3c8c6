#include "endpoints/public/text_files.h"

#include "pure/i18n/format.h"

namespace ekiben::endpoints::public_pages {
namespace {

http::Response text_answer(std::string body) {
  http::Response response;
  response.headers.add("content-type", "text/plain; charset=utf-8");
  response.headers.add("cache-control", "public, max-age=3600");
  response.body = std::move(body);
  return response;
}

} // namespace

http::Response answer_robots(const Parts&, const http::Request&, const http::PathValues&) {
  return text_answer("User-agent: *\nDisallow: /my\nDisallow: /login\nDisallow: /setup\n");
}

http::Response answer_security(const Parts& parts, const http::Request&, const http::PathValues&) {
  const auto site = parts.site.facts();
  const Time expires{std::chrono::floor<std::chrono::days>(parts.clock.now()) + std::chrono::days(31)};
  return text_answer("Contact: " + site->base_url + "/about\nExpires: " + i18n::format_machine_time(expires) +
                     "\nPreferred-Languages: ja, en\nCanonical: " + site->base_url + "/.well-known/security.txt\n");
}

} // namespace ekiben::endpoints::public_pages
