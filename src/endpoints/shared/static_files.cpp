#include "endpoints/shared/static_files.h"

#include "endpoints/shared/embedded.h"
#include "endpoints/shared/request_facts.h"

#include <stdexcept>

namespace ekiben::endpoints {
namespace {

std::string type_of(std::string_view name) {
  if (name.ends_with(".css")) {
    return "text/css; charset=utf-8";
  }
  if (name.ends_with(".svg")) {
    return "image/svg+xml";
  }
  return "application/octet-stream";
}

} // namespace

StaticFiles::StaticFiles() {
  for (const EmbeddedFile& file : embedded::static_files) {
    File made{std::string(file.hash), type_of(file.name), std::make_shared<const std::string>(file.bytes), nullptr};
    if (!file.gzip.empty()) {
      made.gzip = std::make_shared<const std::string>(file.gzip);
    }
    files_.emplace(file.name, std::move(made));
  }
}

std::string StaticFiles::url(std::string_view name) const {
  const auto file = files_.find(name);
  if (file == files_.end()) {
    throw std::logic_error("no static file " + std::string(name));
  }
  return "/static/" + std::string(name) + "?v=" + file->second.hash;
}

http::Response StaticFiles::answer(std::string_view name, const http::Request& request) const {
  http::Response response;
  const auto place = files_.find(name);
  if (place == files_.end()) {
    response.status = 404;
    return response;
  }
  const File& file = place->second;
  const bool packed = file.gzip && accepts_gzip(request);
  response.shared_body = packed ? file.gzip : file.bytes;
  response.headers.add("content-type", file.type);
  response.headers.add("etag", "\"" + file.hash + (packed ? "-gz\"" : "\""));
  response.headers.add("cache-control", request.query() == "v=" + file.hash ? "public, max-age=31536000, immutable" : "public, no-cache");
  response.headers.add("vary", "Accept-Encoding");
  if (packed) {
    response.headers.add("content-encoding", "gzip");
  }
  if (file.type.starts_with("image/svg")) {
    // The icon adapts to light and dark by a style of its own; as a document it can do nothing else.
    response.headers.add("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  }
  return response;
}

void StaticFiles::add_routes(http::Router& router) const {
  const auto serve = [this](std::string name) {
    return [this, name](const http::Request& request, const http::PathValues&, http::Responder responder) {
      responder.send(answer(name, request));
    };
  };
  http::Route route;
  route.method = http::Method::get;
  route.pattern = "/favicon.svg";
  route.handler = serve("favicon.svg");
  router.add(route);
  route.pattern = "/favicon.ico";
  router.add(route);
  route.pattern = "/static/{name}";
  route.handler = [this](const http::Request& request, const http::PathValues& values, http::Responder responder) {
    responder.send(answer(values.at(0), request));
  };
  router.add(route);
}

} // namespace ekiben::endpoints
