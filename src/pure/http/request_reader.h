// Puts requests together from the pieces that arrive on one connection: head, then body, then the next.
#pragma once

#include "pure/http/chunked_body.h"
#include "pure/http/request_head.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ekiben::http {

/// Between requests it owns no memory; a head that arrives whole is never copied. After `refused` it must not be fed again: where the next
/// request would start is unknown.
class RequestReader {
public:
  enum class Event {
    more,    ///< everything was taken, more is needed
    head,    ///< the head is complete: look at head(), then call read_body() or give up
    request, ///< the request is complete: take_request()
    refused
  };
  struct Step {
    Event event = Event::more;
    std::size_t consumed = 0; ///< bytes of the input that were taken
    HeadRefusal refusal{};    ///< with Event::refused
  };

  /// Between requests and inside a head.
  Step read_head(std::string_view input, const HeadLimits& limits);
  /// After Event::head, with what follows (perhaps nothing yet). 413 over `max_body`, before the bytes are taken.
  Step read_body(std::string_view input, std::size_t max_body);

  /// After Event::head and until take_request().
  RequestHead& head() { return message_->head; }
  bool in_body() const { return message_ != nullptr; }
  /// True when some bytes of a head have come.
  bool in_head() const { return !partial_head_.empty(); }
  Request take_request();
  /// Bytes held for the request that is arriving.
  std::size_t buffered() const { return partial_head_.capacity() + (message_ ? message_->head.request.body.capacity() : 0); }

private:
  struct Message {
    RequestHead head;
    ChunkedBody chunks;
  };
  Step finish_head(std::string_view head, std::size_t consumed, const HeadLimits& limits);
  Step continue_head(std::string_view input, const HeadLimits& limits);

  std::string partial_head_;
  std::size_t searched_ = 0;  ///< of partial_head_
  bool skipped_line_ = false; ///< the one empty line that may stand before a request has been
  std::unique_ptr<Message> message_;
};

} // namespace ekiben::http
