#include "pure/http/request_head.h"

#include "pure/http/grammar.h"
#include "pure/http/method.h"
#include "pure/text/ascii.h"

#include <algorithm>

namespace ekiben::http {

namespace {

constexpr std::size_t kMaxMethodBytes = 16;
/// 15 digits: a petabyte, far above every cap, far below an overflow.
constexpr std::size_t kMaxLengthDigits = 15;

using Refused = tl::unexpected<HeadRefusal>;

Refused refuse(int status, std::string_view reason) { return Refused(HeadRefusal{status, reason}); }

/// Nothing when the line is good.
std::optional<HeadRefusal> read_request_line(std::string_view line, const HeadLimits& limits, RequestHead& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return HeadRefusal{400, "the request line is not METHOD TARGET VERSION"};
  }
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (method.size() > kMaxMethodBytes || !is_token(method)) {
    return HeadRefusal{400, "the method is not a token"};
  }
  if (version == "HTTP/1.0") {
    head.old_version = true;
    head.keep_alive = false;
  } else if (version != "HTTP/1.1") {
    const bool other_version = version.size() == 8 && version.starts_with("HTTP/") && text::is_digit(version[5]) && version[6] == '.' &&
                               text::is_digit(version[7]);
    return other_version ? HeadRefusal{505, "only HTTP/1.1 and HTTP/1.0 are spoken here"} : HeadRefusal{400, "no HTTP version"};
  }
  if (target.size() > limits.max_target) {
    return HeadRefusal{414, "the target is too long"};
  }
  // "GET http://host/ HTTP/1.1" and "OPTIONS *" are for proxies and are not understood: one form, one meaning.
  if (!target.starts_with('/')) {
    return HeadRefusal{400, "the target does not start with /"};
  }
  if (std::ranges::any_of(target, [](char c) { return c <= ' ' || c >= 0x7f || c == '#'; })) {
    return HeadRefusal{400, "the target has a forbidden character"};
  }
  head.request.method = parse_method(method);
  head.request.method_text = method;
  head.request.target = target;
  return std::nullopt;
}

bool is_host(std::string_view value) {
  return !value.empty() && value.size() <= 260 && std::ranges::all_of(value, [](char c) {
    return text::is_alphanumeric(c) || std::string_view("-._~:[]%!$&'()*+;=").find(c) != std::string_view::npos;
  });
}

std::optional<std::uint64_t> parse_content_length(std::string_view value) {
  if (value.empty() || value.size() > kMaxLengthDigits || !std::ranges::all_of(value, text::is_digit)) {
    return std::nullopt;
  }
  std::uint64_t length = 0;
  for (const char digit : value) {
    length = length * 10 + static_cast<unsigned>(digit - '0');
  }
  return length;
}

/// What single fields mean for framing and for the connection; counts what may stand only once.
class FieldMeaning {
public:
  explicit FieldMeaning(RequestHead& head) : head_(head) {}

  std::optional<HeadRefusal> note(std::string_view name, std::string_view value) {
    if (name == "host") {
      return ++hosts_ > 1 ? HeadRefusal{400, "more than one Host"} : refuse_unless(is_host(value), {400, "Host is not a host"});
    }
    if (name == "content-length") {
      // A list "5, 5" or a repeated field would be allowed to be folded; one reading only is safer.
      const auto length = parse_content_length(value);
      if (head_.content_length || !length) {
        return HeadRefusal{400, "Content-Length is not one number"};
      }
      head_.content_length = length;
    } else if (name == "transfer-encoding") {
      if (head_.chunked) {
        return HeadRefusal{400, "more than one Transfer-Encoding"};
      }
      if (!text::iequals(value, "chunked")) {
        return HeadRefusal{501, "only the chunked transfer coding is understood"};
      }
      head_.chunked = true;
    } else if (name == "connection") {
      close_ = close_ || list_contains(value, "close");
      stay_ = stay_ || list_contains(value, "keep-alive");
    } else if (name == "expect") {
      if (!text::iequals(value, "100-continue")) {
        return HeadRefusal{417, "only 100-continue can be expected"};
      }
      head_.expects_continue = !head_.old_version;
    } else if (name == "content-encoding" && !text::iequals(value, "identity")) {
      // A compressed body could grow without bound behind every size check (federation B32).
      return HeadRefusal{415, "bodies must not be compressed"};
    }
    return std::nullopt;
  }

  std::optional<HeadRefusal> finish() {
    if (hosts_ == 0 && !head_.old_version) {
      return HeadRefusal{400, "no Host"};
    }
    if (head_.chunked && head_.content_length) {
      return HeadRefusal{400, "both Content-Length and Transfer-Encoding"};
    }
    if (head_.chunked && head_.old_version) {
      return HeadRefusal{400, "Transfer-Encoding in HTTP/1.0"};
    }
    head_.keep_alive = !close_ && (!head_.old_version || stay_);
    return std::nullopt;
  }

private:
  static std::optional<HeadRefusal> refuse_unless(bool good, HeadRefusal refusal) { return good ? std::nullopt : std::optional(refusal); }

  RequestHead& head_;
  unsigned hosts_ = 0;
  bool close_ = false;
  bool stay_ = false;
};

std::optional<HeadRefusal> read_field(std::string_view line, RequestHead& head, FieldMeaning& meaning) {
  const auto colon = line.find(':');
  // A name that is no token also catches "Name : value" and continuation lines, which start with white space.
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return HeadRefusal{400, "a field has no proper name"};
  }
  const auto value = trim_whitespace(line.substr(colon + 1));
  if (!is_field_value(value)) {
    return HeadRefusal{400, "a field has a control character"};
  }
  head.request.headers.add(line.substr(0, colon), std::string(value));
  return meaning.note(head.request.headers.fields().back().first, value);
}

} // namespace

HeadSearch find_head_end(std::string_view bytes, std::size_t from) {
  while (true) {
    const auto newline = bytes.find('\n', from);
    if (newline == std::string_view::npos) {
      return {HeadEnd::more, bytes.size()};
    }
    if (newline == 0 || bytes[newline - 1] != '\r') {
      return {HeadEnd::bare_newline, newline};
    }
    if (newline >= 3 && bytes[newline - 2] == '\n') {
      return {HeadEnd::complete, newline + 1};
    }
    from = newline + 1;
  }
}

tl::expected<RequestHead, HeadRefusal> parse_request_head(std::string_view bytes, const HeadLimits& limits) {
  if (bytes.size() > limits.max_head) {
    return refuse(431, "the head is too long");
  }
  auto take_line = [&bytes] {
    const auto end = std::min(bytes.find("\r\n"), bytes.size());
    const auto line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 2, bytes.size()));
    return line;
  };
  tl::expected<RequestHead, HeadRefusal> result(tl::in_place);
  RequestHead& head = *result;
  if (const auto refusal = read_request_line(take_line(), limits, head)) {
    return Refused(*refusal);
  }
  FieldMeaning meaning(head);
  std::size_t fields = 0;
  for (auto line = take_line(); !line.empty(); line = take_line()) {
    if (++fields > limits.max_fields) {
      return refuse(431, "too many fields");
    }
    if (const auto refusal = read_field(line, head, meaning)) {
      return Refused(*refusal);
    }
  }
  if (const auto refusal = meaning.finish()) {
    return Refused(*refusal);
  }
  return result;
}

} // namespace ekiben::http
