// The gate: reads a request's head so strictly that no two readers could understand it differently (RFC 9112; federation B10, B15).
#pragma once

#include "pure/http/request.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>

namespace ekiben::http {

/// Sizes in bytes. What they protect: memory before anything about the client is known. Figures: reference servers use 8 to 32 kB and 100.
struct HeadLimits {
  std::size_t max_head = 16 * 1024;
  std::size_t max_target = 4 * 1024;
  std::size_t max_fields = 100;
};

/// Why a head was refused: the status to answer with, and a few words for people. The connection cannot be used any further.
struct HeadRefusal {
  int status = 400; ///< 400, 414, 415, 417, 431, 501 or 505
  std::string_view reason;
};

/// How the body is framed: never both.
struct RequestHead {
  Request request; ///< without body and peer_address
  std::optional<std::uint64_t> content_length;
  bool chunked = false;
  bool keep_alive = true;
  bool old_version = false;      ///< HTTP/1.0
  bool expects_continue = false; ///< "Expect: 100-continue", HTTP/1.1 only

  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

enum class HeadEnd { more, complete, bare_newline };
struct HeadSearch {
  HeadEnd end = HeadEnd::more;
  std::size_t size = 0; ///< complete: bytes of the head with its blank line; more: where to go on searching
};
/// Looks for the blank line, from `from` (0, or the size a former call gave). A newline without a carriage return before it is refused at
/// once instead of being waited out.
HeadSearch find_head_end(std::string_view bytes, std::size_t from);

/// `head` runs from the request line to the blank line included, as find_head_end() measured it. Only origin form is a target; values
/// stay the bytes they were; no decoding of any kind. One Host, no obs-fold, no space before the colon, one framing.
tl::expected<RequestHead, HeadRefusal> parse_request_head(std::string_view head, const HeadLimits& limits);

} // namespace ekiben::http
