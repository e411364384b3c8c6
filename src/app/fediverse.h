// Everything that talks with other servers, built and ended together: event loop, client, keys, workers, their door.
#pragma once

#include "actions/context.h"
#include "base/clock.h"
#include "base/result.h"
#include "endpoints/shared/byte_cache.h"
#include "endpoints/shared/error_pages.h"
#include "endpoints/shared/site.h"
#include "system/config/configuration.h"
#include "system/http/router.h"

#include <memory>

namespace ekiben::store {
class Store;
}

namespace ekiben::app {

class Fediverse {
public:
  /// What it stands on; all of it outlives the Fediverse.
  struct Ground {
    store::Store& store;
    const actions::Context& actions;
    const endpoints::Site& site;
    const endpoints::ErrorPages& errors;
    endpoints::ByteCache& cache;
    const Clock& clock;
  };
  /// Errors: misconfigured (ca_files, name servers, host map).
  static Result<std::unique_ptr<Fediverse>> create(const Ground& ground, const config::Configuration& configuration);
  ~Fediverse();

  void add_routes(http::Router& router);
  void start();
  /// After the HTTP server has stopped, before the store goes. What is under way ends; what was not sent stays in the store. Twice is fine.
  void stop();

private:
  struct Parts;
  explicit Fediverse(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

} // namespace ekiben::app
