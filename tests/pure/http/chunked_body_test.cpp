#include "pure/http/chunked_body.h"

#include <catch_amalgamated.hpp>

#include <string>

using namespace ekiben::http;
using State = ChunkedBody::State;

namespace {

State feed(std::string_view input, std::string& body, std::size_t max_body = 100) {
  return ChunkedBody().feed(input, body, max_body).state;
}

State state_of(std::string_view input) {
  std::string body;
  return feed(input, body);
}

} // namespace

TEST_CASE("chunks are joined, extensions and trailers forgotten") {
  std::string body;
  ChunkedBody decoder;
  const std::string_view input = "5;name=\"v\"\r\nhello\r\n00A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nNEXT";
  const auto step = decoder.feed(input, body, 100);
  CHECK(step.state == State::done);
  CHECK(step.consumed == input.size() - 4);
  CHECK(body == "hello0123456789");
}

TEST_CASE("chunks may be cut anywhere") {
  const std::string_view input = "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n";
  std::string body;
  ChunkedBody decoder;
  for (std::size_t i = 0; i < input.size(); ++i) {
    const auto step = decoder.feed(input.substr(i, 1), body, 100);
    REQUIRE(step.state == (i + 1 == input.size() ? State::done : State::more));
  }
  CHECK(body == "hello!");
}

TEST_CASE("malformed chunks are refused") {
  for (const char* input : {"\r\n", "g\r\n", "-1\r\n", " 5\r\n", "5\nhello", "5\r\nhelloX", "5\r\nhello\nx", "5\r\nhello\r\r",
                            "000000005\r\n", "0x5\r\n", "5 ;a\r\n", "5;a\nb", "0\r\n\n", "0\r\na\n", "0\r\n\rx"}) {
    INFO(input);
    CHECK(state_of(input) == State::malformed);
  }
}

TEST_CASE("the largest size does not overflow") {
  CHECK(state_of("ffffffff\r\n") == State::too_large);
  std::string body;
  CHECK(feed("64\r\n" + std::string(100, 'a') + "\r\n1\r\n", body, 100) == State::too_large);
  CHECK(body.size() == 100);
}

TEST_CASE("endless extensions and trailers are refused") {
  CHECK(state_of("1;" + std::string(5000, 'a')) == State::malformed);
  CHECK(state_of("0\r\n" + std::string(5000, 'a')) == State::malformed);
}
