// Names to addresses: c-ares on the event loop, with a small cache.
#pragma once

#include "base/result.h"
#include "pure/text/ip_address.h"
#include "system/net/event_loop.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ekiben::net {

/// Everything on the loop's thread (or while the loop does not run). The hosts file and search domains are not looked at: a name means the
/// same as everywhere else. Answers are not judged here; the client's address policy does that.
class Resolver {
public:
  static constexpr std::size_t kMaxCachedNames = 1024;
  static constexpr std::size_t kMaxAddresses = 16;
  static constexpr std::chrono::seconds kLongestTtl{300};
  static constexpr std::chrono::seconds kShortestTtl{1};
  static constexpr std::chrono::seconds kNegativeTtl{30}; ///< no such name
  static constexpr std::chrono::seconds kFailureTtl{3};   ///< no answer

  /// `servers`: "192.0.2.1:53,[2001:db8::1]:53"; empty: those of resolv.conf. Errors: misconfigured.
  static Result<std::unique_ptr<Resolver>> create(EventLoop& loop, const std::string& servers);
  ~Resolver();

  /// IPv4 and IPv6 addresses, at least one. Errors: unavailable (no such name, no answer).
  using Done = std::function<void(Result<std::vector<text::Address>>)>;
  /// `name` in lower case A-labels, not a literal. `done` runs later, never from inside; not at all when the resolver is destroyed first.
  void resolve(const std::string& name, Done done);

private:
  class Impl;
  explicit Resolver(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace ekiben::net
