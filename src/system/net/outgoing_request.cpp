#include "system/net/outgoing_request.h"

#include "pure/http/grammar.h"
#include "pure/http/method.h"
#include "pure/text/ascii.h"

#include <algorithm>

namespace ekiben::net {
namespace {

/// RFC 9112 section 3.2: the host of the URL and nothing else; signed requests name it too.
Result<void> settle_host(http::Headers& headers, const text::Url& url) {
  if (const auto host = headers.joined("host"); host && !text::iequals(*host, url.authority())) {
    return fail(ErrorKind::invalid, "the Host header is not the URL's host");
  }
  headers.remove("host");
  return {};
}

Result<void> settle_length(http::Headers& headers, http::Method method, const std::string& body) {
  const bool may_have_body = method != http::Method::get && method != http::Method::head;
  if (!may_have_body && !body.empty()) {
    return fail(ErrorKind::invalid, "a GET or HEAD request with a body");
  }
  if (const auto length = headers.joined("content-length"); length && *length != std::to_string(body.size())) {
    return fail(ErrorKind::invalid, "the Content-Length header is not the body's length");
  }
  headers.remove("content-length");
  if (may_have_body) {
    headers.add("content-length", std::to_string(body.size()));
  }
  return {};
}

} // namespace

Result<OutgoingRequest> prepare_request(ClientRequest request, const ClientOptions& options) {
  OutgoingRequest out;
  EKIBEN_TRY(out.url, text::parse_url(request.url));
  if (out.url.scheme != "https" && !options.plain_http) {
    return fail(ErrorKind::forbidden, "only https is spoken with other servers");
  }
  const std::string_view method = http::format_method(request.method);
  if (method.empty()) {
    return fail(ErrorKind::invalid, "a request without a method");
  }
  EKIBEN_CHECK(settle_host(request.headers, out.url));
  EKIBEN_CHECK(settle_length(request.headers, request.method, request.body));
  request.headers.remove("connection");
  request.headers.remove("transfer-encoding");
  request.headers.set("accept-encoding", "identity");
  if (!request.headers.find("user-agent") && !options.user_agent.empty()) {
    request.headers.add("user-agent", options.user_agent);
  }
  out.wire.append(method).append(" ").append(out.url.target()).append(" HTTP/1.1\r\nhost: ").append(out.url.authority()).append("\r\n");
  for (const auto& [name, value] : request.headers.fields()) {
    if (!http::is_token(name) || !http::is_field_value(value)) {
      return fail(ErrorKind::invalid, "a header that would break the request");
    }
    out.wire.append(name).append(": ").append(value).append("\r\n");
  }
  out.wire.append("\r\n").append(request.body);
  out.method = request.method;
  out.max_body_bytes = request.max_body_bytes;
  out.connect_timeout = request.connect_timeout;
  out.total_timeout = std::min(request.total_timeout, options.longest_total_timeout);
  out.dial = request.dial;
  return out;
}

} // namespace ekiben::net
