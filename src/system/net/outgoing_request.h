// A request that is ready to be sent: judged, with its bytes.
#pragma once

#include "base/result.h"
#include "pure/text/url.h"
#include "system/net/http_client.h"

#include <string>

namespace ekiben::net {

struct OutgoingRequest {
  text::Url url;
  http::Method method = http::Method::get;
  std::string wire; ///< head and body
  std::size_t max_body_bytes = 0;
  std::chrono::milliseconds connect_timeout{};
  std::chrono::milliseconds total_timeout{};
  Dial dial = Dial::stranger;

  /// What connections are shared and counted by. A connection that was dialled for the owner is never used for a stranger's URL, though the
  /// origin be the same: it may lead to a private address.
  std::string connection_key() const { return (dial == Dial::stranger ? "stranger " : "configured ") + url.origin(); }
};

/// Errors: invalid, forbidden (http without ClientOptions::plain_http).
Result<OutgoingRequest> prepare_request(ClientRequest request, const ClientOptions& options);

} // namespace ekiben::net
