#include "pure/http/gzip.h"

#include <catch_amalgamated.hpp>

#include <zlib.h>

using namespace ekiben::http;

namespace {

std::string inflate_all(std::string_view bytes, std::size_t size) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string out(size + 1, '\0');
  std::string in(bytes);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

} // namespace

TEST_CASE("what was compressed can be read again and is always the same") {
  for (const std::size_t size : {0U, 1U, 1000U, 300'000U}) {
    const std::string text(size, 'x');
    for (const auto effort : {GzipEffort::fast, GzipEffort::small}) {
      const auto packed = gzip(text, effort);
      CHECK(inflate_all(packed, size) == text);
      CHECK(gzip(text, effort) == packed);
    }
  }
}

TEST_CASE("text is worth compressing, pictures are not") {
  for (const char* type : {"text/html; charset=utf-8", "application/activity+json", "Application/JSON", "image/svg+xml", "text/css"}) {
    CHECK(is_compressible_type(type));
  }
  for (const char* type : {"image/png", "", "application/octet-stream", "font/woff2"}) {
    CHECK_FALSE(is_compressible_type(type));
  }
}
