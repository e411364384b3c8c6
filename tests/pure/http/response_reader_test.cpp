#include "pure/http/response_reader.h"

#include <catch_amalgamated.hpp>
#include <string>

using namespace ekiben;
using namespace ekiben::http;

namespace {

/// The bytes in pieces of `step`; true when complete.
Result<bool> feed_in_pieces(ResponseReader& reader, std::string_view bytes, std::size_t step) {
  Result<bool> complete = false;
  while (complete && !*complete && !bytes.empty()) {
    complete = reader.feed(bytes.substr(0, step));
    bytes.remove_prefix(std::min(step, bytes.size()));
  }
  return complete;
}

} // namespace

TEST_CASE("an answer reads the same however it is cut into pieces") {
  const std::string chunked = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n "
                              "world\r\n0\r\nt: u\r\n\r\n";
  const std::string counted = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world";
  for (const std::string& answer : {chunked, counted}) {
    for (std::size_t step = 1; step <= answer.size(); ++step) {
      ResponseReader reader(Method::get, 11);
      const auto complete = feed_in_pieces(reader, answer, step);
      REQUIRE(complete);
      CHECK(*complete);
      CHECK(reader.head().status == 200);
      CHECK(reader.body() == "hello world");
      CHECK(reader.connection_is_reusable());
    }
  }
}

TEST_CASE("bytes behind an answer make its connection useless") {
  ResponseReader reader(Method::get, 100);
  CHECK(*reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n"));
  CHECK(reader.body() == "ok");
  CHECK_FALSE(reader.connection_is_reusable());
}

TEST_CASE("the end of a connection is the end of a body only when nothing else tells it") {
  ResponseReader open(Method::get, 100);
  CHECK_FALSE(*open.feed("HTTP/1.1 200 OK\r\n\r\nsome"));
  CHECK(open.end());
  CHECK(open.body() == "some");
  CHECK_FALSE(open.connection_is_reusable());

  ResponseReader counted(Method::get, 100);
  CHECK_FALSE(*counted.feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsome"));
  CHECK(counted.end().error().kind == ErrorKind::unavailable);
  ResponseReader nothing(Method::get, 100);
  CHECK_FALSE(nothing.started());
  CHECK(nothing.end().error().kind == ErrorKind::unavailable);
}

TEST_CASE("B31 interim answers are counted") {
  ResponseReader reader(Method::get, 100);
  for (int i = 0; i < ResponseReader::kMaxInterim; ++i) {
    REQUIRE(reader.feed("HTTP/1.1 103 Early Hints\r\n\r\n"));
  }
  CHECK(reader.feed("HTTP/1.1 103 Early Hints\r\n\r\n").error().kind == ErrorKind::unavailable);
}

TEST_CASE("B32 a cap of nothing lets only empty bodies pass") {
  for (const auto* answer :
       {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
    ResponseReader reader(Method::get, 0);
    CHECK(*reader.feed(answer));
  }
  ResponseReader reader(Method::get, 0);
  CHECK(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n").error().kind == ErrorKind::too_large);
}
