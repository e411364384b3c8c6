// A whole request as the gate let it through: strict head, complete body.
#pragma once

#include "pure/http/headers.h"

#include <string>
#include <string_view>

namespace ekiben::http {

enum class Method { get, head, post, put, patch, delete_, options, other };

struct Request {
  Method method = Method::get;
  std::string method_text; ///< as sent: "GET"
  std::string target;      ///< raw request-target, origin form, never decoded or rewritten (federation B10)
  Headers headers;
  std::string body;         ///< de-chunked; empty when there was none
  std::string peer_address; ///< numeric source address, after a configured proxy's forwarded header; "unix" for a socket
  bool from_proxy = false;  ///< the forwarded headers were believed

  /// The target up to '?', raw.
  std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
  /// The target behind '?', raw, or empty.
  std::string_view query() const {
    const auto mark = target.find('?');
    return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
  }
};

} // namespace ekiben::http
