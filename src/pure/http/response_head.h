// The head of an answer from a server that nobody trusts: strict, bounded.
#pragma once

#include "base/result.h"
#include "pure/http/headers.h"
#include "pure/http/request.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ekiben::http {

/// How the end of the body is known (RFC 9112 section 6.3).
enum class BodyFraming { none, length, chunked, until_close };

struct ResponseHead {
  int status = 0;
  Headers headers;
  BodyFraming framing = BodyFraming::none;
  std::uint64_t content_length = 0; ///< with BodyFraming::length
  bool keep_alive = false;          ///< the connection may carry another request afterwards
};

inline constexpr std::size_t kMaxResponseHeadBytes = 16 * 1024;
inline constexpr std::size_t kMaxResponseFields = 100;

/// The length of the head in `bytes` including its empty line, or nothing when it has not come yet. Errors: too_large over
/// kMaxResponseHeadBytes without an end.
Result<std::optional<std::size_t>> find_response_head_end(std::string_view bytes);

/// `head` with its empty line. Refused as invalid: bare LF or CR, obs-fold, control characters, spaces before a colon, two different or
/// malformed Content-Length, Content-Length with Transfer-Encoding, another transfer coding than chunked, a status outside 100-599, a
/// version other than HTTP/1.0 and 1.1. `request_method` decides whether there is a body (HEAD: none).
Result<ResponseHead> parse_response_head(std::string_view head, Method request_method);

} // namespace ekiben::http
