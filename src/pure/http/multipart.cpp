#include "pure/http/multipart.h"

#include "pure/http/grammar.h"
#include "pure/http/headers.h"
#include "pure/text/ascii.h"
#include "pure/text/utf8.h"

#include <optional>

namespace ekiben::http {
namespace {

tl::unexpected<Error> malformed(std::string_view what) {
  return fail(ErrorKind::invalid, "the form is not multipart/form-data: " + std::string(what));
}

/// The value of a parameter behind the first ';': token or quoted string. Browsers write a quote inside a name as %22 and never use
/// backslash escapes (https://html.spec.whatwg.org/#multipart-form-data).
std::optional<std::string> find_parameter(std::string_view value, std::string_view wanted) {
  take_list_element(value, ';');
  while (!value.empty()) {
    const auto element = take_list_element(value, ';');
    const auto equals = element.find('=');
    if (equals == std::string_view::npos || !text::iequals(trim_whitespace(element.substr(0, equals)), wanted)) {
      continue;
    }
    auto found = trim_whitespace(element.substr(equals + 1));
    if (found.size() >= 2 && found.front() == '"' && found.back() == '"') {
      found = found.substr(1, found.size() - 2);
    }
    return std::string(found);
  }
  return std::nullopt;
}

std::string unescape_name(std::string_view name) {
  std::string plain;
  for (std::size_t at = 0; at < name.size(); at++) {
    if (name.substr(at, 3) == "%22") {
      plain.push_back('"');
      at += 2;
    } else {
      plain.push_back(name[at]);
    }
  }
  return plain;
}

/// RFC 2046: 1 to 70 characters; the ones that browsers and clients use.
bool is_boundary(std::string_view boundary) {
  if (boundary.empty() || boundary.size() > 70) {
    return false;
  }
  for (const char c : boundary) {
    if (!is_token_character(c) && std::string_view("(),/:=?").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

struct PartHead {
  std::string name;
  std::optional<std::string> file_name;
  std::string content_type;
};

Result<PartHead> read_part_head(std::string_view head) {
  PartHead part;
  bool described = false;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
      return malformed("a part has a broken header line");
    }
    const auto name = line.substr(0, colon);
    const auto value = trim_whitespace(line.substr(colon + 1));
    if (text::iequals(name, "content-disposition")) {
      auto rest = value;
      const auto kind = take_list_element(rest, ';');
      const auto field = find_parameter(value, "name");
      if (described || !text::iequals(kind, "form-data") || !field) {
        return malformed("a part is not described as form-data with a name");
      }
      described = true;
      part.name = unescape_name(*field);
      if (const auto file_name = find_parameter(value, "filename")) {
        part.file_name = text::clean_name(unescape_name(*file_name), 255);
      }
    } else if (text::iequals(name, "content-type")) {
      part.content_type = text::lower(value.substr(0, 128));
    } else if (text::iequals(name, "content-transfer-encoding")) {
      return malformed("a part has a transfer encoding");
    }
  }
  if (!described || part.name.empty() || !text::is_utf8(part.name)) {
    return malformed("a part has no name");
  }
  return part;
}

} // namespace

bool is_multipart_type(std::string_view content_type) { return text::iequals(take_list_element(content_type, ';'), "multipart/form-data"); }

Result<MultipartForm> parse_multipart(std::string_view content_type, std::string_view body, const MultipartLimits& limits) {
  const auto boundary = is_multipart_type(content_type) ? find_parameter(content_type, "boundary") : std::nullopt;
  if (!boundary || !is_boundary(*boundary)) {
    return malformed("it has no usable boundary");
  }
  const std::string first = "--" + *boundary;
  const std::string delimiter = "\r\n" + first;
  if (!body.starts_with(first)) {
    return malformed("it does not begin with its boundary");
  }
  body.remove_prefix(first.size());
  MultipartForm form;
  std::size_t parts = 0;
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) {
      return malformed("a boundary line goes on");
    }
    if (++parts > limits.max_parts) {
      return fail(ErrorKind::too_large, "the form has more than " + std::to_string(limits.max_parts) + " parts");
    }
    body.remove_prefix(2);
    const auto head_end = body.substr(0, limits.max_part_head_bytes).find("\r\n\r\n");
    if (head_end == std::string_view::npos) {
      return malformed("a part's head is missing or too long");
    }
    EKIBEN_TRY(auto part, read_part_head(body.substr(0, head_end)));
    body.remove_prefix(head_end + 4);
    // An empty part's delimiter begins with the blank line's own end.
    const auto end = body.find(delimiter);
    if (end == std::string_view::npos) {
      return malformed("it is cut off");
    }
    const auto content = body.substr(0, end);
    body.remove_prefix(end + delimiter.size());
    if (part.file_name) {
      if (!part.file_name->empty() || !content.empty()) {
        form.files.push_back({std::move(part.name), std::move(*part.file_name), std::move(part.content_type), content});
      }
    } else if (content.size() > limits.max_text_bytes) {
      return fail(ErrorKind::too_large, "a field of the form is too long");
    } else if (!text::is_utf8(content) || content.find('\0') != std::string_view::npos) {
      return malformed("a field is not UTF-8 text");
    } else {
      form.fields.add(std::move(part.name), std::string(content));
    }
  }
  return form;
}

} // namespace ekiben::http
