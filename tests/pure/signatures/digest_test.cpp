#include "pure/signatures/digest.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::signatures;

namespace {
constexpr const char* kHello = R"({"hello": "world"})";

http::Headers with(std::string_view name, std::string value) {
  http::Headers headers;
  headers.add(name, std::move(value));
  return headers;
}
std::optional<ErrorKind> refusal_of(const Result<void>& outcome) { return outcome ? std::nullopt : std::optional(outcome.error().kind); }
std::optional<ErrorKind> digest_refusal(std::string value) { return refusal_of(check_digest(with("digest", std::move(value)), kHello)); }
std::optional<ErrorKind> content_digest_refusal(std::string value) {
  return refusal_of(check_content_digest(with("content-digest", std::move(value)), kHello));
}
} // namespace

TEST_CASE("item 42: a digest's name has any case and may stand in a list") {
  CHECK(format_digest(kHello) == "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=");
  CHECK_FALSE(digest_refusal("SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="));
  CHECK_FALSE(digest_refusal("sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="));
  CHECK_FALSE(digest_refusal("unixsum=30637, Sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE= ,MD5=nonsense"));
}

TEST_CASE("item 42: without SHA-256 or with another body's it is 401, malformed 400") {
  CHECK(refusal_of(check_digest({}, kHello)) == ErrorKind::unauthorized);
  CHECK(digest_refusal("MD5=Sd/dVLAcvNLSq16eXua5uQ==") == ErrorKind::unauthorized);
  CHECK(digest_refusal("SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=") == ErrorKind::unauthorized);
  // The right one in front does not make a wrong one behind it good.
  CHECK(digest_refusal("SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=,SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=") ==
        ErrorKind::unauthorized);
  for (const char* value :
       {"", "SHA-256", "SHA-256=", "SHA-256=!", "SHA-256=Zm9v", "=X48E", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE",
        "SHA-256:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=,",
        "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=,SHA-512=Zm9v"}) {
    INFO(value);
    CHECK(digest_refusal(value) == ErrorKind::invalid);
  }
  CHECK(digest_refusal("a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=") == ErrorKind::invalid);
  CHECK(digest_refusal(std::string(2000, 'a')) == ErrorKind::invalid);
}

// https://www.rfc-editor.org/rfc/rfc9530#appendix-B.1
TEST_CASE("Content-Digest has the example of RFC 9530") {
  CHECK(check_content_digest(with("content-digest", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"), "{\"hello\": \"world\"}\n"));
}

// https://www.rfc-editor.org/rfc/rfc9421#section-2 (test-request's content)
TEST_CASE("item 51: SHA-256 is needed, SHA-512 is checked when it is there") {
  const std::string sha256 = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
  const std::string sha512 = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
  CHECK_FALSE(content_digest_refusal(sha256));
  CHECK_FALSE(content_digest_refusal(sha512 + ", " + sha256));
  CHECK(content_digest_refusal(sha512) == ErrorKind::unauthorized);
  CHECK(content_digest_refusal(sha256 + ", sha-512=:" + std::string(86, 'A') + "==:") == ErrorKind::unauthorized);
  CHECK(content_digest_refusal("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:") == ErrorKind::unauthorized);
  CHECK(refusal_of(check_content_digest({}, kHello)) == ErrorKind::unauthorized);
}

TEST_CASE("item 51: a Content-Digest that is no dictionary of bytes is 400") {
  for (const char* value :
       {"SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", "sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", "sha-256=::",
        "sha-256=:Zm9v:", "sha-256", "sha-256=\"x\"", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", "sha-256=(:Zm9v:)",
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:,", "x=1, sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"}) {
    INFO(value);
    CHECK(content_digest_refusal(value) == ErrorKind::invalid);
  }
}
