// The one route table: method, path, access, body cap, form-action, handler. No regular expressions.
#pragma once

#include "pure/http/request.h"
#include "system/http/responder.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::http {

/// Who may call a route; checked before the handler runs, by the guard the composition root installs.
enum class Access {
  everyone,         ///< public: no cookie is read
  signed_by_server, ///< the handler verifies an HTTP signature (inbox)
  visitor_form,     ///< a form for people who are not logged in (login, set-up): origin and form token checked
  owner             ///< a session of the owner; POST also needs origin and form token
};

/// What the path's {names} matched, raw (not percent-decoded), in order of appearance.
using PathValues = std::vector<std::string>;

using Handler = std::function<void(const Request&, const PathValues&, Responder)>;

struct Route {
  Method method;       ///< a GET row also serves HEAD
  std::string pattern; ///< "/users/{handle}/inbox"; a {name} matches one non-empty segment; "{name*}" at the end matches the rest
  Access access = Access::everyone;
  std::size_t max_body = 0;           ///< bytes; over it the gate answers 413 before a worker is spent
  std::string form_action = "'self'"; ///< the CSP's form-action for this page
  Handler handler;
};

/// Built once at start, then read by all threads.
class Router {
public:
  void add(Route route);
  struct Match {
    const Route* route = nullptr; ///< null: no such path, or another method
    PathValues values;
    bool path_exists = false; ///< the path exists for another method: 405 with `allow`
    std::string allow;
  };
  Match match(Method method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

private:
  std::vector<Route> routes_;
};

} // namespace ekiben::http
