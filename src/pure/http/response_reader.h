// A whole answer, read as its bytes arrive: interim answers skipped, the head judged, the body taken out of its framing, all bounded.
#pragma once

#include "base/result.h"
#include "pure/http/chunked_body.h"
#include "pure/http/request.h"
#include "pure/http/response_head.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace ekiben::http {

/// For one answer to one request. Errors: too_large (head or body over its limit), unavailable (not HTTP, or cut short).
class ResponseReader {
public:
  /// 1xx answers before the real one; more is a way to keep us busy.
  static constexpr int kMaxInterim = 8;

  ResponseReader(Method request_method, std::size_t max_body_bytes) : method_(request_method), max_body_(max_body_bytes) {}

  /// True when the answer is complete. After that, or after an error, it must not be fed again.
  Result<bool> feed(std::string_view bytes);
  /// The peer closed in an orderly way: fine when the body goes on until then, else cut short.
  Result<void> end();

  /// At least one byte came.
  bool started() const { return started_; }
  /// Complete, and the connection may be used again: it was not to be closed and nothing came behind the answer.
  bool connection_is_reusable() const { return complete_ && head_.keep_alive && !surplus_; }
  std::size_t body_bytes() const { return body_.size(); }

  ResponseHead& head() { return head_; }
  std::string& body() { return body_; }

private:
  Result<bool> feed_head();
  Result<bool> feed_body(std::string_view bytes);
  Result<bool> complete(std::size_t surplus);

  Method method_;
  std::size_t max_body_;
  std::string pending_; ///< bytes of a head that is not complete
  ResponseHead head_;
  std::string body_;
  ChunkedBody chunked_;
  int interim_ = 0;
  bool started_ = false;
  bool has_head_ = false;
  bool complete_ = false;
  bool surplus_ = false;
};

} // namespace ekiben::http
