// The door for readers: what everybody may see, without cookie or script. It cannot change anything.
#pragma once

#include "base/clock.h"
#include "endpoints/shared/byte_cache.h"
#include "endpoints/shared/error_pages.h"
#include "endpoints/shared/pages.h"
#include "endpoints/shared/site.h"
#include "store/readers.h"
#include "system/http/router.h"

#include <string>

namespace ekiben::endpoints::public_pages {

/// What the pages are made of. Everything outlives the router.
struct Parts {
  const Site& site;
  const Pages& pages;
  const ErrorPages& errors;
  ByteCache& cache;
  store::Readers& readers;
  const Clock& clock;
  std::string version;
};

/// GET /, /@{handle}, /about, /robots.txt, /.well-known/security.txt.
void add_public_routes(http::Router& router, const Parts& parts);

} // namespace ekiben::endpoints::public_pages
