// Fetching other servers' documents: signed, bounded, believed only when they come from where they say (items 33, 34, 56; B1-B4, B28).
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "federation/identity.h"
#include "pure/json/json_fwd.h"
#include "system/net/http_client.h"

#include <functional>
#include <memory>
#include <string>

namespace ekiben::federation {

/// What every fetch needs. Built once by app; outlives every fetch.
struct FetchContext {
  net::HttpClient& client;
  Identities& identities;
  const Clock& clock;
};

/// A document whose `id` is the URL it was got from.
struct Document {
  std::string id;
  std::unique_ptr<json::Value> value; ///< an object
};

inline constexpr int kMaxRedirects = 3;                   ///< per document (B33)
inline constexpr std::size_t kMaxDocumentBytes = 1 << 20; ///< item 34

/// Fetches `url` (a fragment is cut off) with a GET signed by the instance actor. Redirects are followed by hand, each checked and signed
/// anew. The answer counts when it is 200, ActivityPub by its Content-Type, and its id is byte-equal to the URL, on the origin that in
/// the end answered; else it is fetched once more at the id it claims. Our own host is never asked. `done` runs once, on the event loop's
/// thread, by `deadline` at the latest (or inside this call, when there is nothing to ask).
/// Errors: invalid (not believed), not_found, gone (410), forbidden (401, 403), unavailable (429, 5xx, no connection), timeout, too_large.
void fetch_document(const FetchContext& context, std::string url, SteadyTime deadline, std::function<void(Result<Document>)> done);

} // namespace ekiben::federation
