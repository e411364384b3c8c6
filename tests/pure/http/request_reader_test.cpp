#include "pure/http/request_reader.h"

#include <catch_amalgamated.hpp>

#include <string>
#include <vector>

using namespace ekiben::http;
using Event = RequestReader::Event;

namespace {

struct Outcome {
  std::vector<Request> requests;
  int refused = 0;
};

/// Feeds `input` in pieces of `piece` bytes as a connection would.
Outcome read_all(std::string_view input, std::size_t piece, std::size_t max_body = 1000) {
  RequestReader reader;
  Outcome outcome;
  std::string waiting;
  for (std::size_t at = 0; at < input.size(); at += piece) {
    waiting.append(input.substr(at, piece));
    while (true) {
      const auto step = reader.in_body() ? reader.read_body(waiting, max_body) : reader.read_head(waiting, HeadLimits{});
      waiting.erase(0, step.consumed);
      if (step.event == Event::refused) {
        outcome.refused = step.refusal.status;
        return outcome;
      }
      if (step.event == Event::request || (step.event == Event::head && !reader.head().has_body())) {
        outcome.requests.push_back(reader.take_request());
      } else if (step.event == Event::more) {
        break;
      }
    }
  }
  return outcome;
}

} // namespace

TEST_CASE("the same requests come out however the bytes are cut") {
  const std::string input = "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
                            "\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                            "POST /3 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nT: x\r\n\r\n"
                            "GET /4 HTTP/1.1\r\nHost: x\r\n\r\n";
  for (std::size_t piece = 1; piece <= input.size(); ++piece) {
    const auto outcome = read_all(input, piece);
    REQUIRE(outcome.refused == 0);
    REQUIRE(outcome.requests.size() == 4);
    CHECK(outcome.requests[1].body == "hello");
    CHECK(outcome.requests[2].body == "abcde");
    CHECK(outcome.requests[3].target == "/4");
  }
}

TEST_CASE("noise is refused at its first byte") {
  for (const std::string_view noise : {"\x16\x03\x01\x02", "\n", " GET / HTTP/1.1\r\n", "\r\n\r\nGET /", "\r\rGET", ":"}) {
    for (const std::size_t piece : {std::size_t{1}, noise.size()}) {
      CHECK(read_all(noise, piece).refused == 400);
    }
  }
}

TEST_CASE("B31 a head that never ends is refused at its limit, not kept") {
  const std::string head = "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'a');
  CHECK(read_all(head, head.size()).refused == 431);
  CHECK(read_all(head, 100).refused == 431);
  RequestReader reader;
  CHECK(reader.read_head("GET / HT", HeadLimits{}).event == Event::more);
  CHECK(reader.in_head());
  CHECK(reader.buffered() < 100);
}

TEST_CASE("B42 a body over its limit is refused before its bytes are taken") {
  const std::string announced = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n";
  CHECK(read_all(announced + "a", 1).refused == 413);
  const std::string chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(read_all(chunked + "3e9\r\n", 1).refused == 413);
  CHECK(read_all(chunked + "1\r\na\r\n3e8\r\n", 1).refused == 413);
}

TEST_CASE("between requests a reader holds nothing") {
  RequestReader reader;
  const std::string_view input = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
  const auto head = reader.read_head(input.substr(0, 20), HeadLimits{});
  CHECK(head.consumed == 20);
  const auto rest = reader.read_head(input.substr(20), HeadLimits{});
  REQUIRE(rest.event == Event::head);
  CHECK(rest.consumed == input.size() - 20 - 5);
  CHECK(reader.read_body("hello", 5).event == Event::request);
  CHECK(reader.take_request().body == "hello");
  CHECK_FALSE(reader.in_body());
  CHECK_FALSE(reader.in_head());
  CHECK(reader.buffered() < 32);
}
