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
  Method method; ///< a GET row also serves HEAD
  /// "/users/{handle}/inbox", "/@{handle}.atom": a {name} matches one non-empty segment, or what a segment has between the literals around
  /// it; "{name*}" as the last segment matches the non-empty rest, slashes included.
  std::string pattern;
  Access access = Access::everyone;
  std::size_t max_body = 0;           ///< bytes; over it the gate answers 413 before a worker is spent
  std::string form_action = "'self'"; ///< the CSP's form-action for this page
  Handler handler;
};

/// Built once at start, then read by all threads.
class Router {
public:
  /// Throws std::logic_error for a malformed pattern or one that is there twice: a mistake of ours, found at start.
  void add(Route route);
  struct Match {
    const Route* route = nullptr; ///< null: no such path, or another method
    PathValues values;
    bool path_exists = false; ///< the path exists for another method: 405 with `allow`
    std::string allow;        ///< "GET, HEAD, POST"
  };
  /// Of several rows that match, literals win over names, segment by segment from the left, and {name*} comes last. A path with a slash
  /// at its end is another path than the one without.
  Match match(Method method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

private:
  struct Segment {
    std::string prefix; ///< the whole literal when there is no name
    std::string suffix;
    bool has_name = false;
    bool rest = false;
    bool matches(std::string_view text) const;
    std::string_view value(std::string_view text) const;
    int rank() const; ///< lower is tried first
  };
  using Pattern = std::vector<Segment>;
  static Segment parse_segment(std::string_view text);
  static Pattern parse_pattern(std::string_view text);
  static bool matches(const Pattern& pattern, std::string_view path, const std::vector<std::string_view>& segments);

  std::vector<Route> routes_;
  std::vector<Pattern> patterns_;  ///< one for each route
  std::vector<std::size_t> order_; ///< indices into both, in the order they are tried
};

} // namespace ekiben::http
