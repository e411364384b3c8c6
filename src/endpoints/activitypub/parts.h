// What the door for other servers is made of.
#pragma once

#include "actions/context.h"
#include "base/clock.h"
#include "domain/local_ids.h"
#include "endpoints/shared/byte_cache.h"
#include "endpoints/shared/error_pages.h"
#include "endpoints/shared/site.h"
#include "federation/verify.h"
#include "store/readers.h"

#include <string>

namespace ekiben::endpoints::activitypub_door {

/// Everything outlives the router.
struct Parts {
  const Site& site;
  const ErrorPages& errors;
  ByteCache& cache;
  store::Readers& readers;
  federation::KeySource& keys;
  actions::Context actions;
  const Clock& clock;
  std::string version; ///< of ekiben, for NodeInfo
};

inline domain::LocalIds local_ids(const SiteFacts& site) { return {site.base_url, site.handle}; }

/// For @target-uri and @authority of signatures: the configured name, whatever the request says (federation item 54).
inline signatures::Origin signature_origin(const SiteFacts& site) { return {site.is_https() ? "https" : "http", site.host}; }

} // namespace ekiben::endpoints::activitypub_door
