// The composition root: builds every part once, in order, and stops them in the opposite order.
#pragma once

#include "actions/context.h"
#include "base/clock.h"
#include "base/result.h"
#include "system/config/configuration.h"

#include <memory>
#include <string>
#include <vector>

namespace ekiben::store {
class Store;
}

namespace ekiben::app {

/// A running ekiben. It accepts connections as soon as create() returns; run() serves them.
class Application {
public:
  /// Errors: misconfigured (a base URL with http outside --development; addresses that cannot be listened on are unavailable), broken.
  static Result<std::unique_ptr<Application>> create(std::unique_ptr<store::Store> store, const std::string& directory,
                                                     const config::Configuration& configuration, const Clock& clock);
  ~Application();

  /// Starts all threads and returns.
  void start();
  /// Refuses new connections, finishes what is under way, stops every thread. Also called by the destructor.
  void stop();

  /// "127.0.0.1:8080" or "unix:/run/ekiben/http.sock", with the port that was really bound.
  std::vector<std::string> listening() const;
  const actions::Context& actions() const;

private:
  struct Parts;
  explicit Application(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

} // namespace ekiben::app
