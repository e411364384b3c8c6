// Chunked bodies: never more than the limit, never more consumed than given, the same however the bytes are cut.
#include "pure/http/chunked_body.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace ekiben::http;

namespace {

constexpr std::size_t kMaxBody = 1000;

std::string decode(std::string_view input, std::size_t piece, ChunkedBody::State& state) {
  ChunkedBody decoder;
  std::string body;
  state = ChunkedBody::State::more;
  for (std::size_t at = 0; at < input.size() && state == ChunkedBody::State::more; at += piece) {
    const auto part = input.substr(at, piece);
    const auto step = decoder.feed(part, body, kMaxBody);
    if (step.consumed > part.size() || body.size() > kMaxBody) {
      std::abort();
    }
    state = step.state;
  }
  return body;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  ChunkedBody::State whole{};
  ChunkedBody::State cut{};
  if (decode(input, std::max<std::size_t>(size, 1), whole) != decode(input, 1, cut) || whole != cut) {
    std::abort();
  }
  return 0;
}
