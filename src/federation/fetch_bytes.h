// One GET with redirects followed by hand: what document, WebFinger and host-meta fetches have in common.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "federation/fetch_document.h"

#include <functional>
#include <string>

namespace ekiben::federation {

struct Fetched {
  std::string url; ///< where the answer in the end came from (B4)
  int status = 0;  ///< not a redirect
  std::string content_type;
  std::string body;
};

enum class Signing { by_instance_actor, none };

struct FetchQuestion {
  std::string url;
  std::string accept;
  Signing signing = Signing::by_instance_actor;
  std::size_t max_bytes = kMaxDocumentBytes;
  SteadyTime deadline;
};

/// At most kMaxRedirects; every URL on the way is parsed anew, must not be ours and goes through the client's address policy. An answer to
/// https is never followed to http. `done` runs once on the event loop's thread, or inside this call when there is nothing to ask. Errors:
/// invalid (bad URL, our own host, too many redirects), and the client's own.
void fetch_bytes(const FetchContext& context, FetchQuestion question, std::function<void(Result<Fetched>)> done);

/// The error that a status other than 200 means.
Error error_of_status(int status, const std::string& url);

} // namespace ekiben::federation
