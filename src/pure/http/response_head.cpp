#include "pure/http/response_head.h"

#include "pure/http/grammar.h"
#include "pure/text/ascii.h"

#include <string>

namespace ekiben::http {
namespace {

tl::unexpected<Error> malformed(std::string_view why) { return fail(ErrorKind::invalid, "the answer is not HTTP: " + std::string(why)); }

using text::is_digit;

/// "HTTP/1.1 200 OK" (RFC 9112 section 4). The space behind the code may be missing: some servers send no reason and no space.
Result<int> parse_status_line(std::string_view line, bool& http_1_1) {
  if (!line.starts_with("HTTP/1.") || line.size() < 12 || (line[7] != '0' && line[7] != '1') || line[8] != ' ') {
    return malformed("no HTTP/1.0 or HTTP/1.1 status line");
  }
  http_1_1 = line[7] == '1';
  if (!is_digit(line[9]) || !is_digit(line[10]) || !is_digit(line[11]) || (line.size() > 12 && line[12] != ' ')) {
    return malformed("the status is no three digits");
  }
  const int status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
  if (status < 100 || status > 599) {
    return malformed("a status outside 100 to 599");
  }
  if (!is_field_value(line.substr(12))) {
    return malformed("control characters in the status line");
  }
  return status;
}

Result<void> parse_field(std::string_view line, Headers& headers) {
  if (line.front() == ' ' || line.front() == '\t') {
    return malformed("a folded field");
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return malformed("a field without a proper name");
  }
  const std::string_view value = trim_whitespace(line.substr(colon + 1));
  if (!is_field_value(value)) {
    return malformed("control characters in a field");
  }
  if (headers.fields().size() >= kMaxResponseFields) {
    return malformed("too many fields");
  }
  headers.add(line.substr(0, colon), std::string(value));
  return {};
}

/// One length, perhaps said several times (RFC 9110 section 8.6 lets a recipient accept identical copies; we accept one field only: two
/// servers that disagree about it are how answers get mixed up).
Result<std::uint64_t> parse_content_length(const Headers& headers) {
  if (headers.count("content-length") != 1) {
    return malformed("more than one Content-Length");
  }
  const std::string_view text = *headers.find("content-length");
  if (text.empty() || text.size() > 18) {
    return malformed("a Content-Length that is no length");
  }
  std::uint64_t length = 0;
  for (const char c : text) {
    if (!is_digit(c)) {
      return malformed("a Content-Length that is no length");
    }
    length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return length;
}

/// RFC 9112 section 6.3, without the leniency.
Result<void> decide_framing(ResponseHead& head, Method request_method, bool http_1_1) {
  const bool has_length = head.headers.count("content-length") != 0;
  const bool has_coding = head.headers.count("transfer-encoding") != 0;
  if (has_length && has_coding) {
    return malformed("Content-Length and Transfer-Encoding at once");
  }
  if (has_length) {
    EKIBEN_TRY(head.content_length, parse_content_length(head.headers));
  }
  if (has_coding && (!http_1_1 || !text::iequals(*head.headers.joined("transfer-encoding"), "chunked"))) {
    return malformed("another transfer coding than chunked");
  }
  if (request_method == Method::head || head.status < 200 || head.status == 204 || head.status == 304) {
    head.framing = BodyFraming::none;
    head.content_length = 0;
  } else if (has_coding) {
    head.framing = BodyFraming::chunked;
  } else {
    head.framing = has_length ? BodyFraming::length : BodyFraming::until_close;
  }
  return {};
}

} // namespace

Result<std::optional<std::size_t>> find_response_head_end(std::string_view bytes) {
  const auto end = bytes.substr(0, kMaxResponseHeadBytes).find("\r\n\r\n");
  if (end != std::string_view::npos) {
    return std::optional<std::size_t>(end + 4);
  }
  if (bytes.size() >= kMaxResponseHeadBytes) {
    return fail(ErrorKind::too_large, "the answer's head is longer than 16 KiB");
  }
  return std::optional<std::size_t>();
}

Result<ResponseHead> parse_response_head(std::string_view head, Method request_method) {
  if (head.size() > kMaxResponseHeadBytes) {
    return fail(ErrorKind::too_large, "the answer's head is longer than 16 KiB");
  }
  if (!head.ends_with("\r\n\r\n")) {
    return malformed("the head has no end");
  }
  head.remove_suffix(2); // every line now ends in CRLF
  ResponseHead result;
  bool http_1_1 = false;
  bool first = true;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    if (end == std::string_view::npos) {
      return malformed("the head has no end");
    }
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (first) {
      EKIBEN_TRY(result.status, parse_status_line(line, http_1_1));
      first = false;
    } else if (line.empty()) {
      return malformed("an empty line inside the head");
    } else {
      EKIBEN_CHECK(parse_field(line, result.headers));
    }
  }
  EKIBEN_CHECK(decide_framing(result, request_method, http_1_1));
  const auto connection = result.headers.joined("connection").value_or("");
  result.keep_alive = result.framing != BodyFraming::until_close && !list_contains(connection, "close") &&
                      (http_1_1 || list_contains(connection, "keep-alive"));
  return result;
}

} // namespace ekiben::http
