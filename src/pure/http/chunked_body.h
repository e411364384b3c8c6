// Takes the chunked coding off a body as it arrives (RFC 9112 section 7.1): for requests and for other servers' answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ekiben::http {

/// Fed with whatever arrived; keeps its place between calls. Strict: CRLF only, sizes of at most 8 hexadecimal digits, extensions and
/// trailers are read over (at most 4 KiB in all) and forgotten.
class ChunkedBody {
public:
  enum class State { more, done, malformed, too_large };
  struct Step {
    State state = State::more;
    std::size_t consumed = 0; ///< bytes of the input that belong to this body; when done, what follows is the next message
  };

  /// Appends the decoded bytes to `body`; `max_body` bounds body.size(). After anything but `more` the decoder must not be fed again.
  Step feed(std::string_view input, std::string& body, std::size_t max_body);

private:
  enum class Place { size, extension, size_newline, data, data_return, data_newline, trailer_start, trailer, trailer_newline, end_newline };
  /// One byte that is not chunk data. False: malformed.
  bool step(char byte);

  Place place_ = Place::size;
  std::uint64_t left_ = 0; ///< of the chunk being read
  unsigned digits_ = 0;
  std::size_t overhead_ = 0; ///< bytes of extensions and trailers so far
  bool done_ = false;
};

} // namespace ekiben::http
