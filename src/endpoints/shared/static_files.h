// The style sheet and the icon: in the binary, named by their content, so that a browser asks for each version once.
#pragma once

#include "pure/http/request.h"
#include "pure/http/response.h"
#include "system/http/router.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ekiben::endpoints {

/// Built once; read by all threads.
class StaticFiles {
public:
  StaticFiles();
  /// "/static/ekiben.css?v=0123456789ab". `name` must exist.
  std::string url(std::string_view name) const;
  /// 200 with immutable caching when ?v= is the file's hash, with revalidation otherwise; 404 (an empty Response with that status) for a
  /// name that does not exist. Compressed bytes were made at build time.
  http::Response answer(std::string_view name, const http::Request& request) const;
  /// GET /static/{name}, /favicon.ico and /favicon.svg.
  void add_routes(http::Router& router) const;

private:
  struct File {
    std::string hash;
    std::string type;
    std::shared_ptr<const std::string> bytes;
    std::shared_ptr<const std::string> gzip; ///< null when it would not be smaller
  };
  std::map<std::string, File, std::less<>> files_;
};

} // namespace ekiben::endpoints
