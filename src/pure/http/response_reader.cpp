#include "pure/http/response_reader.h"

#include "pure/http/grammar.h"
#include "pure/text/ascii.h"

#include <algorithm>

namespace ekiben::http {
namespace {

tl::unexpected<Error> too_large() { return fail(ErrorKind::too_large, "the answer is larger than was asked for"); }

/// We say "Accept-Encoding: identity": an answer that is compressed all the same is not inflated (federation B32).
bool is_encoded(const Headers& headers) {
  const auto encoding = headers.joined("content-encoding");
  return encoding && !trim_whitespace(*encoding).empty() && !text::iequals(trim_whitespace(*encoding), "identity");
}

} // namespace

Result<bool> ResponseReader::feed(std::string_view bytes) {
  if (bytes.empty()) {
    return false;
  }
  started_ = true;
  if (has_head_) {
    return feed_body(bytes);
  }
  pending_.append(bytes);
  return feed_head();
}

Result<bool> ResponseReader::feed_head() {
  while (true) {
    EKIBEN_TRY(const auto end, find_response_head_end(pending_));
    if (!end) {
      return false;
    }
    auto head = parse_response_head(std::string_view(pending_).substr(0, *end), method_);
    if (!head) {
      return fail(head.error().kind == ErrorKind::too_large ? ErrorKind::too_large : ErrorKind::unavailable, head.error().message);
    }
    if (head->status == 101) {
      return fail(ErrorKind::unavailable, "the answer switches to another protocol that nobody asked for");
    }
    if (head->status < 200) {
      if (++interim_ > kMaxInterim) {
        return fail(ErrorKind::unavailable, "interim answers without an end");
      }
      pending_.erase(0, *end);
      continue;
    }
    head_ = std::move(*head);
    has_head_ = true;
    if (is_encoded(head_.headers)) {
      return fail(ErrorKind::unavailable, "the answer is compressed, though that was not asked for");
    }
    const std::string rest = pending_.substr(*end);
    pending_ = {};
    if (head_.framing == BodyFraming::none || (head_.framing == BodyFraming::length && head_.content_length == 0)) {
      return complete(rest.size());
    }
    if (head_.framing == BodyFraming::length && head_.content_length > max_body_) {
      return too_large();
    }
    return rest.empty() ? Result<bool>(false) : feed_body(rest);
  }
}

Result<bool> ResponseReader::feed_body(std::string_view bytes) {
  switch (head_.framing) {
  case BodyFraming::length: {
    const auto wanted = static_cast<std::size_t>(head_.content_length) - body_.size();
    body_.append(bytes.substr(0, wanted));
    return bytes.size() >= wanted ? complete(bytes.size() - wanted) : Result<bool>(false);
  }
  case BodyFraming::until_close:
    if (bytes.size() > max_body_ - body_.size()) {
      return too_large();
    }
    body_.append(bytes);
    return false;
  case BodyFraming::chunked: {
    const ChunkedBody::Step step = chunked_.feed(bytes, body_, max_body_);
    switch (step.state) {
    case ChunkedBody::State::more:
      return false;
    case ChunkedBody::State::done:
      return complete(bytes.size() - step.consumed);
    case ChunkedBody::State::malformed:
      return fail(ErrorKind::unavailable, "the answer's chunks are malformed");
    case ChunkedBody::State::too_large:
      return too_large();
    }
    break;
  }
  case BodyFraming::none:
    break;
  }
  return fail(ErrorKind::unavailable, "an answer without a body has one");
}

Result<bool> ResponseReader::complete(std::size_t surplus) {
  complete_ = true;
  surplus_ = surplus != 0;
  return true;
}

Result<void> ResponseReader::end() {
  if (has_head_ && head_.framing == BodyFraming::until_close) {
    complete_ = true;
    return {};
  }
  return fail(ErrorKind::unavailable, started_ ? "the answer was cut short" : "the connection was closed without an answer");
}

} // namespace ekiben::http
