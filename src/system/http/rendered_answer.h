// A Response as bytes, but for the fields that only the connection knows (Date, Connection).
#pragma once

#include "pure/http/request.h"
#include "pure/http/response.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ekiben::http {

struct RenderedAnswer {
  std::string head; ///< status line and fields, without the blank line
  std::string body;
  std::shared_ptr<const std::string> shared_body; ///< used instead of `body` when set

  std::string_view body_bytes() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
};

/// Turns a matching If-None-Match into 304, compresses what is worth it, leaves the body out for HEAD. A response whose fields would break
/// the message becomes a bare 500 and a line in the log. Any thread.
RenderedAnswer render_answer(const Request& request, Response response);
/// Writes the head of an answer that goes out as it is (cached bytes) into `answer`, whose memory is used again.
void render_shared_answer(const Request& request, Response& response, RenderedAnswer& answer);

} // namespace ekiben::http
