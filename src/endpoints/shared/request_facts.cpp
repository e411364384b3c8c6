#include "endpoints/shared/request_facts.h"

#include "pure/http/accept.h"
#include "pure/text/ascii.h"
#include "pure/text/ip_address.h"

namespace ekiben::endpoints {
namespace {

constexpr std::size_t kMaxAcceptRead = 1000;

} // namespace

i18n::Language visitor_language(const http::Request& request) {
  return i18n::choose_language(request.headers.find("accept-language").value_or(""));
}

bool wants_activity(const http::Request& request) {
  return http::choose_representation(request.headers.joined("accept").value_or("")) == http::Representation::activity;
}

bool accepts_gzip(const http::Request& request) { return http::accepts_gzip(request.headers.joined("accept-encoding").value_or("")); }

bool wants_html(const http::Request& request) {
  const auto accept = request.headers.find("accept");
  const bool reads = request.method == http::Method::get || request.method == http::Method::head;
  if (!accept) {
    return reads;
  }
  const std::string text = text::lower(accept->substr(0, kMaxAcceptRead));
  if (text.find("text/html") != std::string::npos) {
    return !wants_activity(request);
  }
  return reads && text.find("json") == std::string::npos;
}

std::string request_host(const http::Request& request) { return text::lower(request.headers.find("host").value_or("")); }

bool is_address_literal(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t close = host.find(']');
    return close != std::string_view::npos && text::parse_address(host.substr(1, close - 1)).has_value();
  }
  const std::string_view name = text::cut(host, ':').before;
  return name == "localhost" || text::parse_address(name).has_value();
}

bool comes_from_elsewhere(const http::Request& request, std::string_view origin) {
  if (const auto site = request.headers.find("sec-fetch-site"); site && *site != "same-origin") {
    return true;
  }
  const auto sent = request.headers.find("origin");
  return sent && *sent != origin;
}

} // namespace ekiben::endpoints
