#include "pure/http/chunked_body.h"

#include "pure/text/hex.h"

#include <algorithm>

namespace ekiben::http {

namespace {

/// Eight digits: 4 GiB, far above every cap here, far below an overflow.
constexpr unsigned kMaxSizeDigits = 8;
/// Extensions and trailers mean nothing to us; a stranger must not keep us reading them.
constexpr std::size_t kMaxOverhead = 4096;

} // namespace

ChunkedBody::Step ChunkedBody::feed(std::string_view input, std::string& body, std::size_t max_body) {
  std::size_t at = 0;
  while (at < input.size()) {
    if (place_ == Place::data) {
      const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size() - at));
      body.append(input.substr(at, take));
      at += take;
      left_ -= take;
      if (left_ == 0) {
        place_ = Place::data_return;
      }
      continue;
    }
    if (!step(input[at++])) {
      return {State::malformed, at};
    }
    if (done_) {
      return {State::done, at};
    }
    // The announced size is refused before its bytes are taken.
    if (place_ == Place::data && (body.size() > max_body || left_ > max_body - body.size())) {
      return {State::too_large, at};
    }
  }
  return {State::more, at};
}

bool ChunkedBody::step(char byte) {
  switch (place_) {
  case Place::size:
    if (const int digit = text::hex_digit(byte); digit >= 0) {
      left_ = left_ * 16 + static_cast<unsigned>(digit);
      return ++digits_ <= kMaxSizeDigits;
    }
    if (digits_ == 0) {
      return false;
    }
    place_ = byte == ';' ? Place::extension : Place::size_newline;
    return byte == ';' || byte == '\r';
  case Place::extension:
    if (byte == '\r') {
      place_ = Place::size_newline;
    }
    return byte != '\n' && ++overhead_ <= kMaxOverhead;
  case Place::size_newline:
    digits_ = 0;
    place_ = left_ == 0 ? Place::trailer_start : Place::data;
    return byte == '\n';
  case Place::data_return:
    place_ = Place::data_newline;
    return byte == '\r';
  case Place::data_newline:
    place_ = Place::size;
    return byte == '\n';
  case Place::trailer_start:
    place_ = byte == '\r' ? Place::end_newline : Place::trailer;
    return byte != '\n' && ++overhead_ <= kMaxOverhead;
  case Place::trailer:
    if (byte == '\r') {
      place_ = Place::trailer_newline;
    }
    return byte != '\n' && ++overhead_ <= kMaxOverhead;
  case Place::trailer_newline:
    place_ = Place::trailer_start;
    return byte == '\n';
  case Place::end_newline:
    done_ = true;
    return byte == '\n';
  case Place::data:
    break;
  }
  return false;
}

} // namespace ekiben::http
