#include "pure/http/response_writer.h"

#include "pure/http/status.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::http;

TEST_CASE("a head is a status line and fields") {
  Headers headers;
  headers.add("Content-Type", "text/plain");
  headers.add("Set-Cookie", "a=1");
  headers.add("Set-Cookie", "b=2");
  std::string out = "before";
  REQUIRE(append_response_head(out, 404, headers));
  CHECK(out == "beforeHTTP/1.1 404 Not Found\r\ncontent-type: text/plain\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n");
  append_field(out, "content-length", 0);
  CHECK(out.ends_with("\r\ncontent-length: 0\r\n"));
}

TEST_CASE("a value or name that would break the message is refused and nothing is written") {
  for (const auto value : {std::string_view("a\r\nSet-Cookie: x"), std::string_view("a\nb"), std::string_view("a\rb"),
                           std::string_view("a\0b", 3), std::string_view("\x7f")}) {
    Headers headers;
    headers.add("location", std::string(value));
    std::string out = "before";
    CHECK_FALSE(append_response_head(out, 303, headers));
    CHECK(out == "before");
  }
  Headers headers;
  headers.add("bad name", "x");
  std::string out;
  CHECK_FALSE(append_response_head(out, 200, headers));
}

TEST_CASE("fields that belong to the server cannot be set by a handler") {
  Headers headers;
  headers.add("Content-Length", "5");
  headers.add("Transfer-Encoding", "chunked");
  headers.add("Connection", "close");
  std::string out;
  REQUIRE(append_response_head(out, 200, headers));
  CHECK(out == "HTTP/1.1 200 OK\r\n");
}

TEST_CASE("every status the front uses has a name") {
  for (const int status :
       {200, 202, 301, 303, 304, 400, 401, 403, 404, 405, 408, 410, 413, 414, 415, 417, 421, 429, 431, 500, 501, 503, 505}) {
    CHECK(reason_phrase(status) != "Unknown");
  }
  CHECK(reason_phrase(299) == "Unknown");
}
