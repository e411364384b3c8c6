// Forms with files: multipart/form-data (RFC 7578, RFC 2046 section 5.1.1).
#pragma once

#include "base/result.h"
#include "pure/http/form.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::http {

/// The byte limit of the body is its route's max_body.
struct MultipartLimits {
  std::size_t max_parts = 64;
  std::size_t max_part_head_bytes = 8 * 1024;
  std::size_t max_text_bytes = 256 * 1024; ///< of one part without a file name
};

/// A file as it was sent. `name` of the field, `file_name` for display alone: no path is ever made of it (federation B40).
struct UploadedFile {
  std::string name;
  std::string file_name;
  std::string content_type; ///< as declared; never believed
  std::string_view bytes;   ///< inside the body that was parsed
};

struct MultipartForm {
  Form fields;                     ///< the parts without a file name
  std::vector<UploadedFile> files; ///< in order; a file field that was left empty (no name, no bytes) is left out
};

/// True for a Content-Type of multipart/form-data.
bool is_multipart_type(std::string_view content_type);

/// `body` must outlive the result. Strict where browsers are: CRLF line ends, a closing delimiter, one Content-Disposition of form-data
/// with a name in each part, no Content-Transfer-Encoding. Linear in the body. Errors: invalid, too_large.
Result<MultipartForm> parse_multipart(std::string_view content_type, std::string_view body, const MultipartLimits& limits = {});

} // namespace ekiben::http
