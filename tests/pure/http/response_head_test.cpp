#include "pure/http/response_head.h"

#include <catch_amalgamated.hpp>
#include <string>

using namespace ekiben;
using namespace ekiben::http;

namespace {

Result<ResponseHead> parse(const std::string& head, Method method = Method::get) { return parse_response_head(head, method); }

} // namespace

TEST_CASE("a head is status, fields and the way the body ends") {
  const auto head = parse("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length:  12 \r\n\r\n");
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->headers.find("content-type") == "text/html");
  CHECK(head->framing == BodyFraming::length);
  CHECK(head->content_length == 12);
  CHECK(head->keep_alive);
}

TEST_CASE("a reason may be missing or hold any visible text") {
  CHECK(parse("HTTP/1.1 200\r\n\r\n"));
  CHECK(parse("HTTP/1.1 200 \r\n\r\n"));
  CHECK(parse("HTTP/1.1 404 nicht gefunden \xC3\xBC\r\n\r\n"));
  CHECK(parse("HTTP/1.1 200 " + std::string(8000, 'x') + "\r\n\r\n"));
}

TEST_CASE("the end of a body is told by one thing alone") {
  CHECK(parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n")->framing == BodyFraming::chunked);
  CHECK(parse("HTTP/1.1 200 OK\r\n\r\n")->framing == BodyFraming::until_close);
  CHECK(parse("HTTP/1.1 204 OK\r\n\r\n")->framing == BodyFraming::none);
  CHECK(parse("HTTP/1.1 304 OK\r\nContent-Length: 7\r\n\r\n")->framing == BodyFraming::none);
  CHECK(parse("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n", Method::head)->framing == BodyFraming::none);
  CHECK_FALSE(parse("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n"));
  CHECK_FALSE(parse("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nContent-Length: 7\r\n\r\n"));
  CHECK_FALSE(parse("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n", Method::head));
}

TEST_CASE("a connection is kept when both sides can tell where the answer ends and want it") {
  CHECK(parse("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")->keep_alive);
  CHECK_FALSE(parse("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: x, Close\r\n\r\n")->keep_alive);
  CHECK_FALSE(parse("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")->keep_alive);
  CHECK(parse("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n")->keep_alive);
  CHECK_FALSE(parse("HTTP/1.1 200 OK\r\n\r\n")->keep_alive);
}

TEST_CASE("lengths and heads have a largest size") {
  CHECK(parse("HTTP/1.1 200 OK\r\nContent-Length: 999999999999999999\r\n\r\n"));
  CHECK_FALSE(parse("HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\n"));
  std::string hundred = "HTTP/1.1 200 OK\r\n";
  for (std::size_t i = 0; i < kMaxResponseFields; ++i) {
    hundred += "a: b\r\n";
  }
  CHECK(parse(hundred + "\r\n"));
  CHECK_FALSE(parse(hundred + "a: b\r\n\r\n"));
  CHECK(find_response_head_end(std::string(kMaxResponseHeadBytes, 'x')).error().kind == ErrorKind::too_large);
  CHECK(parse("HTTP/1.1 200 OK\r\na: " + std::string(kMaxResponseHeadBytes, 'x') + "\r\n\r\n").error().kind == ErrorKind::too_large);
}

TEST_CASE("the end of a head is its empty line") {
  CHECK_FALSE(*find_response_head_end("HTTP/1.1 200 OK\r\n"));
  CHECK(*find_response_head_end("HTTP/1.1 200 OK\r\n\r\nbody") == 19);
  CHECK_FALSE(parse("HTTP/1.1 200 OK\r\n"));
  CHECK_FALSE(parse("HTTP/1.1 200 OK\r\n\r\nx: y\r\n\r\n"));
  CHECK_FALSE(parse("\r\n\r\n"));
  CHECK_FALSE(parse(""));
}
