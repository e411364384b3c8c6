// Error pages in both languages: what happened and what to do. For programs, the same as a line of JSON.
#pragma once

#include "endpoints/shared/pages.h"
#include "pure/http/request.h"
#include "pure/http/response.h"

#include <chrono>
#include <optional>

namespace ekiben::endpoints {

/// All methods: any thread.
class ErrorPages {
public:
  explicit ErrorPages(const Pages& pages, const Site& site) : pages_(pages), site_(site) {}

  /// The page for `status` (400 and above; one without words of its own is told as 400 or 500). `request` may be null when there is none.
  /// The http::ErrorPage of the server. Never cached by anybody.
  http::Response make(int status, const http::Request* request) const;
  /// The same with Retry-After: 429, 503.
  http::Response make_retry(int status, const http::Request& request, std::chrono::seconds retry_after) const;
  /// 503 before there is an owner.
  http::Response not_set_up(const http::Request& request) const;

private:
  const Pages& pages_;
  const Site& site_;
};

} // namespace ekiben::endpoints
