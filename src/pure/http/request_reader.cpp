#include "pure/http/request_reader.h"

#include "pure/http/grammar.h"

#include <algorithm>
#include <utility>

namespace ekiben::http {

namespace {

RequestReader::Step refused(int status, std::string_view reason, std::size_t consumed) {
  return {RequestReader::Event::refused, consumed, {status, reason}};
}

RequestReader::Step refused(HeadRefusal refusal, std::size_t consumed) { return {RequestReader::Event::refused, consumed, refusal}; }

} // namespace

RequestReader::Step RequestReader::read_head(std::string_view input, const HeadLimits& limits) {
  if (!partial_head_.empty()) {
    return continue_head(input, limits);
  }
  // "a server ... SHOULD ignore at least one empty line (CRLF) received prior to the request-line" (RFC 9112 section 2.2)
  const std::size_t skipped = input.starts_with("\r\n") && !skipped_line_ ? 2 : 0;
  skipped_line_ = skipped_line_ || skipped > 0;
  const auto head = input.substr(skipped);
  if (head.empty()) {
    return {Event::more, input.size(), {}};
  }
  // A TLS greeting, a second empty line, noise: no need to wait for an end that never comes.
  if (!is_token_character(head.front()) && (head != "\r" || skipped_line_)) {
    return refused(400, "a request does not start like this", skipped);
  }
  const auto search = find_head_end(head, 0);
  switch (search.end) {
  case HeadEnd::complete:
    return finish_head(head.substr(0, search.size), skipped + search.size, limits);
  case HeadEnd::bare_newline:
    return refused(400, "a line ends without a carriage return", skipped);
  case HeadEnd::more:
    break;
  }
  if (head.size() > limits.max_head) {
    return refused(431, "the head is too long", skipped);
  }
  partial_head_ = head;
  searched_ = search.size;
  return {Event::more, input.size(), {}};
}

RequestReader::Step RequestReader::continue_head(std::string_view input, const HeadLimits& limits) {
  const auto had = partial_head_.size();
  const auto room = limits.max_head + 1 - std::min(had, limits.max_head + 1);
  partial_head_.append(input.substr(0, room));
  if (partial_head_.starts_with("\r\n")) { // the empty line before the request came in pieces
    partial_head_.clear();
    searched_ = 0;
    skipped_line_ = true;
    const auto rest = input.substr(2 - had);
    auto step = rest.empty() ? Step{} : read_head(rest, limits);
    step.consumed += input.size() - rest.size();
    return step;
  }
  if (partial_head_.front() == '\r') {
    return refused(400, "a request does not start like this", 0);
  }
  const auto search = find_head_end(partial_head_, searched_);
  if (search.end == HeadEnd::bare_newline) {
    return refused(400, "a line ends without a carriage return", 0);
  }
  if (search.end == HeadEnd::complete) {
    const auto whole = std::exchange(partial_head_, {});
    return finish_head(std::string_view(whole).substr(0, search.size), search.size - had, limits);
  }
  if (partial_head_.size() > limits.max_head) {
    return refused(431, "the head is too long", 0);
  }
  searched_ = search.size;
  return {Event::more, input.size(), {}};
}

RequestReader::Step RequestReader::finish_head(std::string_view head, std::size_t consumed, const HeadLimits& limits) {
  searched_ = 0;
  skipped_line_ = false;
  auto parsed = parse_request_head(head, limits);
  if (!parsed) {
    return refused(parsed.error(), consumed);
  }
  message_ = std::make_unique<Message>(Message{*std::move(parsed), {}});
  return {Event::head, consumed, {}};
}

RequestReader::Step RequestReader::read_body(std::string_view input, std::size_t max_body) {
  auto& head = message_->head;
  auto& body = head.request.body;
  if (head.chunked) {
    const auto step = message_->chunks.feed(input, body, max_body);
    switch (step.state) {
    case ChunkedBody::State::more:
      return {Event::more, step.consumed, {}};
    case ChunkedBody::State::done:
      return {Event::request, step.consumed, {}};
    case ChunkedBody::State::too_large:
      return refused(413, "the body is too large", step.consumed);
    case ChunkedBody::State::malformed:
      return refused(400, "the chunks are malformed", step.consumed);
    }
  }
  const auto length = head.content_length.value_or(0);
  if (length > max_body) {
    return refused(413, "the body is too large", 0);
  }
  const auto take = std::min<std::size_t>(static_cast<std::size_t>(length) - body.size(), input.size());
  body.append(input.substr(0, take));
  return {body.size() == length ? Event::request : Event::more, take, {}};
}

Request RequestReader::take_request() {
  auto request = std::move(message_->head.request);
  message_.reset();
  return request;
}

} // namespace ekiben::http
