// One attempt to deliver: sign anew, POST, say what came of it (items 35, 39, 106-110).
#pragma once

#include "base/clock.h"
#include "domain/delivery.h"
#include "federation/identity.h"
#include "system/net/http_client.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ekiben::federation {

enum class DeliveryOutcome {
  delivered, ///< 2xx
  try_again, ///< 401, 408, 429, 5xx but 501, a redirect, no connection, no answer in time
  refused,   ///< any other 4xx, 501, an address we may not dial: this activity will never be taken
  inbox_gone ///< 404, 410: as refused, and the addressee should be looked at
};

struct DeliveryReport {
  DeliveryOutcome outcome = DeliveryOutcome::try_again;
  std::optional<std::chrono::seconds> retry_after; ///< as the peer asked, unbounded
  std::string reason;                              ///< for the log and the row: "answered 503"
};

DeliveryReport report_of_answer(const net::ClientResponse& answer, Time now);
DeliveryReport report_of_error(const Error& error);

/// Seconds, or an HTTP date as seconds from `now` (RFC 9110 section 10.2.3).
std::optional<std::chrono::seconds> read_retry_after(std::string_view value, Time now);

/// POSTs `body` to `inbox`, signed by `signer` of `identity` with the time of this very attempt. `done` runs once on the event loop's
/// thread, never from inside this call unless the signature cannot be made.
void deliver(net::HttpClient& client, const Clock& clock, const Identity& identity, domain::Signer signer, const std::string& inbox,
             std::string body, std::function<void(DeliveryReport)> done);

} // namespace ekiben::federation
