// An answer before it is bytes on a connection.
#pragma once

#include "pure/http/headers.h"

#include <memory>
#include <string>

namespace ekiben::http {

/// The server adds Date, Content-Length and Connection, answers HEAD without the body, turns a matching If-None-Match into 304
/// (when there is an ETag), and compresses `body` when the client can read gzip, the type is text and it is worth it.
struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  /// Bytes that many answers share (cache, static files); used instead of `body` when set. Sent as they are.
  std::shared_ptr<const std::string> shared_body;
};

} // namespace ekiben::http
