// gzip for our own answers (RFC 1952). Requests are never decompressed (federation B32).
#pragma once

#include <string>
#include <string_view>

namespace ekiben::http {

/// fast: for an answer made just now; small: for bytes that are compressed once and sent often.
enum class GzipEffort { fast, small };

/// The same input gives the same bytes (no name, no time), so that a tag of them stays true. Throws std::bad_alloc when memory is gone.
std::string gzip(std::string_view bytes, GzipEffort effort);

/// True for types whose text shrinks: text/*, JSON, XML, SVG, JavaScript, manifests. Parameters are ignored.
bool is_compressible_type(std::string_view content_type);

} // namespace ekiben::http
