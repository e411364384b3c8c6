#include "pure/http/gzip.h"

#include "pure/http/grammar.h"
#include "pure/text/ascii.h"

#include <new>
#include <zlib.h>

namespace ekiben::http {

std::string gzip(std::string_view bytes, GzipEffort effort) {
  constexpr int kGzipWrapper = 15 + 16;
  z_stream stream{};
  // 128 kB of working memory at memLevel 8; a small answer needs less, and workers are few.
  if (deflateInit2(&stream, effort == GzipEffort::fast ? 5 : 9, Z_DEFLATED, kGzipWrapper, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  // zlib's interface is older than const; it does not write here.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) {
    throw std::bad_alloc();
  }
  return out;
}

bool is_compressible_type(std::string_view content_type) {
  const auto type = text::lower(take_list_element(content_type, ';'));
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") || type == "application/json" ||
         type == "application/xml" || type == "application/javascript";
}

} // namespace ekiben::http
