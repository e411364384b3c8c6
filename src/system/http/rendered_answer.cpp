#include "system/http/rendered_answer.h"

#include "pure/http/accept.h"
#include "pure/http/conditional.h"
#include "pure/http/grammar.h"
#include "pure/http/gzip.h"
#include "pure/http/response_writer.h"
#include "system/log/log.h"

#include <utility>

namespace ekiben::http {

namespace {

/// Below this the fields that compression needs eat what it saves.
constexpr std::size_t kMinGzipBytes = 1000;

bool may_be_compressed(const Response& response) {
  const auto& headers = response.headers;
  return response.body.size() >= kMinGzipBytes && !response.shared_body && !headers.find("content-encoding") &&
         is_compressible_type(headers.find("content-type").value_or("")) &&
         !list_contains(headers.find("cache-control").value_or(""), "no-transform");
}

void add_vary(Headers& headers, std::string_view name) {
  const auto vary = headers.joined("vary");
  if (!vary) {
    headers.set("vary", std::string(name));
  } else if (!list_contains(*vary, name) && !list_contains(*vary, "*")) {
    headers.set("vary", *vary + ", " + std::string(name));
  }
}

/// Other bytes, another tag: "abc" becomes "abc-gzip".
void mark_etag_as_gzip(Headers& headers) {
  const auto etag = headers.find("etag");
  if (etag && etag->size() >= 2 && etag->ends_with('"')) {
    headers.set("etag", std::string(etag->substr(0, etag->size() - 1)) + "-gzip\"");
  }
}

void compress(const Request& request, Response& response) {
  if (!may_be_compressed(response)) {
    return;
  }
  add_vary(response.headers, "Accept-Encoding");
  if (!accepts_gzip(request.headers.joined("accept-encoding").value_or(""))) {
    return;
  }
  response.body = gzip(response.body, GzipEffort::fast);
  response.headers.set("content-encoding", "gzip");
  mark_etag_as_gzip(response.headers);
}

bool is_not_modified(const Request& request, const Response& response) {
  if (response.status != 200 || (request.method != Method::get && request.method != Method::head)) {
    return false;
  }
  const auto etag = response.headers.find("etag");
  if (!etag) {
    return false;
  }
  const auto list = request.headers.joined("if-none-match");
  return list && if_none_match_names(*list, *etag);
}

/// Status line, fields and Content-Length.
void write_head(const Request& request, Response& response, RenderedAnswer& answer) {
  if (is_not_modified(request, response)) {
    response.status = 304;
  }
  answer.head.clear();
  answer.head.reserve(512);
  if (!append_response_head(answer.head, response.status, response.headers)) {
    log::error("an answer to " + request.method_text + " " + std::string(request.path()) + " had a field that cannot be sent");
    response = Response{500, {}, "", nullptr};
    (void)append_response_head(answer.head, response.status, response.headers);
  }
  if (!is_bodiless(response.status)) {
    append_field(answer.head, "content-length", response.shared_body ? response.shared_body->size() : response.body.size());
  }
  if (is_bodiless(response.status) || request.method == Method::head) {
    response.body.clear();
    response.shared_body.reset();
  }
}

} // namespace

RenderedAnswer render_answer(const Request& request, Response response) {
  compress(request, response);
  RenderedAnswer answer;
  write_head(request, response, answer);
  answer.body = std::move(response.body);
  answer.shared_body = std::move(response.shared_body);
  return answer;
}

void render_shared_answer(const Request& request, Response& response, RenderedAnswer& answer) {
  write_head(request, response, answer);
  answer.body = std::move(response.body);
  answer.shared_body = std::move(response.shared_body);
}

} // namespace ekiben::http
