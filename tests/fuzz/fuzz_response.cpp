// Another server's answer: head, interim answers, framing, chunks. However it is cut into pieces, it reads the same.
#include "pure/http/response_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace ekiben;

constexpr std::size_t kMaxBody = 4096;

/// What came of it, or nothing when it was refused.
std::optional<std::string> read_in_pieces(std::string_view bytes, std::size_t step, http::Method method) {
  http::ResponseReader reader(method, kMaxBody);
  while (!bytes.empty()) {
    const auto complete = reader.feed(bytes.substr(0, step));
    if (reader.body_bytes() > kMaxBody + step) {
      std::abort();
    }
    if (!complete) {
      return std::nullopt;
    }
    if (*complete) {
      return std::to_string(reader.head().status) + reader.body();
    }
    bytes.remove_prefix(bytes.size() < step ? bytes.size() : step);
  }
  return reader.end() ? std::optional(std::to_string(reader.head().status) + reader.body()) : std::nullopt;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const auto method = (data[0] & 1) != 0 ? http::Method::head : http::Method::get;
  const std::size_t step = 1 + (data[0] >> 1) % 61;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto whole = read_in_pieces(bytes, size, method);
  const auto pieces = read_in_pieces(bytes, step, method);
  // A piece may end exactly at the end of an answer whose head is over the limit; only what both read must agree.
  if (whole && pieces && *whole != *pieces) {
    std::abort();
  }
  return 0;
}
