#include "pure/signatures/digest.h"
#include "signed_requests.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::signatures;

TEST_CASE("item 39: a POST covers target, host, date, digest and type, a GET target, host and date") {
  const auto post = signed_request(http::Method::post, "/inbox");
  CHECK(post.headers.find("host") == "social.example");
  CHECK(post.headers.find("date") == "Tue, 24 Nov 2026 12:00:00 GMT");
  CHECK(post.headers.find("digest") == format_digest(kBody));
  const std::string header(*post.headers.find("signature"));
  CHECK(header.starts_with("keyId=\"https://peer.example/users/a#main-key\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date "
                           "digest content-type\",signature=\""));
  const auto get = signed_request(http::Method::get, "/users/a");
  CHECK(std::string(*get.headers.find("signature")).find("headers=\"(request-target) host date\"") != std::string::npos);
  CHECK_FALSE(get.headers.find("digest"));
}

TEST_CASE("item 108: signing again replaces what the attempt before had put there") {
  auto request = signed_request(http::Method::post, "/inbox", kNow - std::chrono::hours(5));
  REQUIRE_FALSE(verifies(request));
  REQUIRE(sign_cavage(http::Method::post, "/inbox", kOrigin.authority, request.body, kKeyId, crypto::rsa_key(), kNow, request.headers));
  CHECK(request.headers.count("signature") == 1);
  CHECK(request.headers.count("date") == 1);
  CHECK(request.headers.count("host") == 1);
  CHECK(verifies(request));
}

TEST_CASE("a target, host or key id that would break out of its line is not signed") {
  http::Headers headers;
  for (const auto& [target, authority, key_id] :
       {std::array{"/a\r\nX: y", "h", "k"}, {"/a", "h\n", "k"}, {"/a", "h", "k\",x=\""}, {"/a b", "h", "k"}, {"", "h", "k"}}) {
    CHECK_FALSE(sign_cavage(http::Method::get, target, authority, "", key_id, crypto::rsa_key(), kNow, headers));
  }
  CHECK(headers.fields().empty());
}
