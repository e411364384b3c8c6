#include "pure/http/request_head.h"

#include <catch_amalgamated.hpp>

#include <string>

using namespace ekiben::http;

namespace {

tl::expected<RequestHead, HeadRefusal> parse(std::string_view head) { return parse_request_head(head, HeadLimits{}); }

int status_of(std::string_view head) {
  const auto result = parse(head);
  return result ? 200 : result.error().status;
}

/// A GET with these field lines and a Host.
int status_with(const std::string& fields) { return status_of("GET / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n"); }

} // namespace

TEST_CASE("a plain head is read") {
  const auto head = parse("POST /users/a/inbox?x=1 HTTP/1.1\r\nHost: ekiben.example\r\nContent-Length: 12\r\nX:\t padded \t\r\n\r\n");
  REQUIRE(head);
  CHECK(head->request.method == Method::post);
  CHECK(head->request.method_text == "POST");
  CHECK(head->request.target == "/users/a/inbox?x=1");
  CHECK(head->request.path() == "/users/a/inbox");
  CHECK(head->request.query() == "x=1");
  CHECK(head->request.headers.find("host") == "ekiben.example");
  CHECK(head->request.headers.find("x") == "padded");
  CHECK(head->content_length == 12U);
  CHECK(head->keep_alive);
  CHECK(head->has_body());
}

TEST_CASE("B10 the target and the values stay the raw bytes: nothing is decoded, folded or normalised") {
  const auto head =
      parse("GET /a%2Fb/../%E9?q=%0d%0a HTTP/1.1\r\nHost: x\r\nSignature: keyId=\"https://h/u%2Fa\"\r\nX-T: a%0d%0aSet-Cookie: x\r\n\r\n");
  REQUIRE(head);
  CHECK(head->request.target == "/a%2Fb/../%E9?q=%0d%0a");
  CHECK(head->request.headers.find("signature") == "keyId=\"https://h/u%2Fa\"");
  CHECK(head->request.headers.find("x-t") == "a%0d%0aSet-Cookie: x");
  CHECK(head->request.headers.fields().size() == 3);
}

TEST_CASE("B15 a message that could be read in two ways is refused") {
  CHECK(status_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") == 400);
  CHECK(status_with("Content-Length: 5\r\nContent-Length: 5\r\n") == 400);
  CHECK(status_with("Content-Length: 5, 5\r\n") == 400);
  CHECK(status_with("Content-Length: +5\r\n") == 400);
  CHECK(status_with("Content-Length: 0x5\r\n") == 400);
  CHECK(status_with("Content-Length: -1\r\n") == 400);
  CHECK(status_with("Content-Length:\r\n") == 400);
  CHECK(status_with("Content-Length: 99999999999999999999\r\n") == 400);
  CHECK(status_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") == 400);
  CHECK(status_with("Transfer-Encoding: gzip, chunked\r\n") == 501);
  CHECK(status_with("Transfer-Encoding: chunked, identity\r\n") == 501);
  CHECK(status_with("Host: y\r\n") == 400);
  CHECK(status_with("X: a\r\n folded\r\n") == 400);
  CHECK(status_with("X : a\r\n") == 400);
  CHECK(status_with(": a\r\n") == 400);
  CHECK(status_with("no colon\r\n") == 400);
  CHECK(status_with("X: a\rb\r\n") == 400);
  CHECK(status_with(std::string("X: a\0b\r\n", 8)) == 400);
  CHECK(status_with("X: \x7f\r\n") == 400);
  CHECK(status_with("X\xc3\xa4: a\r\n") == 400);
}

TEST_CASE("one Host, and it must be a host") {
  CHECK(status_of("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(status_of("GET / HTTP/1.0\r\n\r\n") == 200);
  for (const char* host : {"", "a b", "a/b", "a@b", "a,b", "a\"b", "h\xc3\xa4"}) {
    CHECK(status_of("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n") == 400);
  }
  for (const char* host : {"x", "ekiben.example:8080", "[::1]:80", "192.0.2.1"}) {
    CHECK(status_of("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n") == 200);
  }
}

TEST_CASE("only origin form is a target") {
  for (const char* target : {"http://x/", "*", "x:443", "//", "/a#b", "/a\tb", "/\xe9", "/a\x7f", ""}) {
    const int expected = std::string_view(target) == "//" ? 200 : 400;
    CHECK(status_of("GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n") == expected);
  }
  CHECK(status_of("GET  / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of("GET / HTTP/1.1 \r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of("GET / a HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of("GET /\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of("G(T / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
}

TEST_CASE("other versions are refused, HTTP/2's greeting among them") {
  CHECK(status_of("PRI * HTTP/2.0\r\n\r\n") == 505);
  CHECK(status_of("GET / HTTP/1.2\r\nHost: x\r\n\r\n") == 505);
  CHECK(status_of("GET / http/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of("GET / HTTP/11\r\nHost: x\r\n\r\n") == 400);
}

TEST_CASE("B42 head, target and number of fields are limited") {
  CHECK(status_of("GET /" + std::string(4096, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
  CHECK(status_of("GET /" + std::string(4095, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 200);
  std::string fields;
  for (int i = 0; i < 99; ++i) {
    fields += "X: 1\r\n";
  }
  CHECK(status_with(fields) == 200);
  CHECK(status_with(fields + "X: 1\r\n") == 431);
  CHECK(status_with("X: " + std::string(16 * 1024, 'a') + "\r\n") == 431);
}

TEST_CASE("B32 a compressed body is refused with 415") {
  CHECK(status_with("Content-Encoding: gzip\r\n") == 415);
  CHECK(status_with("content-encoding: identity, br\r\n") == 415);
  CHECK(status_with("Content-Encoding: identity\r\n") == 200);
}

TEST_CASE("only 100-continue may be expected") {
  CHECK(status_with("Expect: 200-ok\r\n") == 417);
  CHECK(parse("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n")->expects_continue);
  CHECK_FALSE(parse("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")->expects_continue);
}

TEST_CASE("whether the connection stays open follows version and Connection") {
  CHECK_FALSE(parse("GET / HTTP/1.1\r\nHost: x\r\nConnection: x, Close\r\n\r\n")->keep_alive);
  CHECK_FALSE(parse("GET / HTTP/1.0\r\n\r\n")->keep_alive);
  CHECK(parse("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")->keep_alive);
  CHECK_FALSE(parse("GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n")->keep_alive);
  CHECK(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
}

TEST_CASE("an upgrade is not an error, only not taken") { CHECK(status_with("Connection: Upgrade\r\nUpgrade: websocket\r\n") == 200); }

TEST_CASE("methods keep their case") {
  CHECK(parse("get / HTTP/1.1\r\nHost: x\r\n\r\n")->request.method == Method::other);
  CHECK(parse("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n")->request.method == Method::delete_);
}

TEST_CASE("the end of a head is found across pieces, a bare newline at once") {
  const std::string_view head = "GET / HTTP/1.1\r\nHost: x\r\n\r\nrest";
  std::size_t from = 0;
  for (std::size_t size = 1; size < head.size(); ++size) {
    const auto search = find_head_end(head.substr(0, size), from);
    if (size >= head.size() - 4) {
      REQUIRE(search.end == HeadEnd::complete);
      CHECK(search.size == head.size() - 4);
      continue;
    }
    REQUIRE(search.end == HeadEnd::more);
    from = search.size;
  }
  CHECK(find_head_end("GET / HTTP/1.1\n", 0).end == HeadEnd::bare_newline);
  CHECK(find_head_end("GET / HTTP/1.1\r\nHost: x\n\n", 0).end == HeadEnd::bare_newline);
  CHECK(find_head_end("\n", 0).end == HeadEnd::bare_newline);
}
