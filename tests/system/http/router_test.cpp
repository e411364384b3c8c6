#include "system/http/router.h"

#include <catch_amalgamated.hpp>

#include <stdexcept>

using namespace ekiben::http;

namespace {

Router table() {
  Router router;
  for (const char* pattern : {"/", "/@{handle}", "/@{handle}/{id}", "/@{handle}.atom", "/users/{handle}", "/users/{handle}/inbox",
                              "/users/me", "/static/{name*}", "/{page}"}) {
    router.add({Method::get, pattern, Access::everyone, 0, "'self'", {}});
  }
  router.add({Method::post, "/users/{handle}/inbox", Access::signed_by_server, 1, "'self'", {}});
  return router;
}

std::string pattern_of(std::string_view path, Method method = Method::get) {
  static const Router router = table();
  const auto match = router.match(method, path);
  return match.route != nullptr ? match.route->pattern : "";
}

} // namespace

TEST_CASE("paths find their row") {
  CHECK(pattern_of("/") == "/");
  CHECK(pattern_of("/@alice") == "/@{handle}");
  CHECK(pattern_of("/@alice.atom") == "/@{handle}.atom");
  CHECK(pattern_of("/@alice/1") == "/@{handle}/{id}");
  CHECK(pattern_of("/users/alice") == "/users/{handle}");
  CHECK(pattern_of("/users/me") == "/users/me");
  CHECK(pattern_of("/about") == "/{page}");
  CHECK(pattern_of("/static/a/b.css") == "/static/{name*}");
  CHECK(pattern_of("/users/alice", Method::head) == "/users/{handle}");
}

TEST_CASE("what matches no row matches nothing") {
  for (const char* path : {"", "x", "//", "/users/", "/users//inbox", "/users/a/b", "/static/", "/@a/1/2", "/users/alice/"}) {
    INFO(path);
    CHECK(pattern_of(path).empty());
  }
  CHECK(pattern_of("/@") == "/{page}");
  CHECK(pattern_of("/" + std::string(5000, '/')).empty());
}

TEST_CASE("names give their raw values in order") {
  const Router router = table();
  CHECK(router.match(Method::get, "/@al%2Fice/17").values == PathValues{"al%2Fice", "17"});
  CHECK(router.match(Method::get, "/@alice.atom").values == PathValues{"alice"});
  CHECK(router.match(Method::get, "/static/a/../b").values == PathValues{"a/../b"});
  CHECK(router.match(Method::get, "/static/" + std::string(100, '/') + "x").values == PathValues{std::string(100, '/') + "x"});
}

TEST_CASE("another method of a known path is told which ones there are") {
  const Router router = table();
  const auto match = router.match(Method::delete_, "/users/alice/inbox");
  CHECK(match.route == nullptr);
  CHECK(match.path_exists);
  CHECK(match.allow == "GET, HEAD, POST");
  CHECK_FALSE(router.match(Method::post, "/no/such/path").path_exists);
}

TEST_CASE("a malformed table is found when it is built") {
  for (const char* pattern : {"", "users", "/{", "/{}", "/{a}{b}", "/{a*}x", "/{a*}/b"}) {
    Router router;
    INFO(pattern);
    CHECK_THROWS_AS(router.add({Method::get, pattern, Access::everyone, 0, "'self'", {}}), std::logic_error);
  }
  Router router = table();
  CHECK_THROWS_AS(router.add({Method::get, "/", Access::everyone, 0, "'self'", {}}), std::logic_error);
}
