// Wrong passwords cost time, per address, and never lock the owner out.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ekiben::endpoints::owner {

/// Three wrong passwords are free; then 2, 4, 8 ... at most kLongestWait seconds until the next one is looked at. Attempts during the wait
/// are refused unread and do not lengthen it, so whoever shares an address with an attacker still gets a turn. Forgotten after an hour. The
/// table is bounded: the address that has been silent longest goes first. All methods: any thread.
class LoginBackoff {
public:
  static constexpr int kFreeAttempts = 3;
  static constexpr std::chrono::seconds kLongestWait{60};
  static constexpr std::chrono::hours kForgottenAfter{1};
  static constexpr std::size_t kMaxAddresses = 1024;

  explicit LoginBackoff(const Clock& clock) : clock_(clock) {}

  /// Zero: try. Otherwise how long to wait. `address` as in Request::peer_address; IPv6 counts by /64.
  std::chrono::seconds wait_for(std::string_view address);
  void note_wrong(std::string_view address);
  void note_right(std::string_view address);

private:
  struct Entry {
    std::string address;
    int wrong = 0;
    SteadyTime last{};
    SteadyTime not_before{};
  };
  using Entries = std::list<Entry>;
  Entries::iterator find_fresh(const std::string& key);

  const Clock& clock_;
  std::mutex mutex_;
  Entries entries_; ///< most recent first
  std::unordered_map<std::string, Entries::iterator> by_address_;
};

} // namespace ekiben::endpoints::owner
