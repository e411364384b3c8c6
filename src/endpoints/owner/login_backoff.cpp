#include "endpoints/owner/login_backoff.h"

#include "pure/text/ip_address.h"

#include <algorithm>

namespace ekiben::endpoints::owner {
namespace {

/// One household or machine: an IPv4 address, or the /64 that one IPv6 customer has.
std::string key_of(std::string_view address) {
  auto parsed = text::parse_address(address);
  if (!parsed) {
    return std::string(address);
  }
  *parsed = parsed->unmapped();
  if (parsed->v6) {
    std::fill(parsed->bytes.begin() + 8, parsed->bytes.end(), std::uint8_t{0});
  }
  return parsed->text();
}

std::chrono::seconds wait_after(int wrong) {
  if (wrong < LoginBackoff::kFreeAttempts) {
    return std::chrono::seconds(0);
  }
  const int doublings = std::min(wrong - LoginBackoff::kFreeAttempts + 1, 10);
  return std::min(std::chrono::seconds(1 << doublings), LoginBackoff::kLongestWait);
}

} // namespace

LoginBackoff::Entries::iterator LoginBackoff::find_fresh(const std::string& key) {
  const auto place = by_address_.find(key);
  if (place == by_address_.end()) {
    return entries_.end();
  }
  const auto entry = place->second;
  if (clock_.steady_now() - entry->last < kForgottenAfter) {
    return entry;
  }
  by_address_.erase(place);
  entries_.erase(entry);
  return entries_.end();
}

std::chrono::seconds LoginBackoff::wait_for(std::string_view address) {
  const std::lock_guard lock(mutex_);
  const auto entry = find_fresh(key_of(address));
  const SteadyTime now = clock_.steady_now();
  if (entry == entries_.end() || entry->not_before <= now) {
    return std::chrono::seconds(0);
  }
  return std::chrono::ceil<std::chrono::seconds>(entry->not_before - now);
}

void LoginBackoff::note_wrong(std::string_view address) {
  const std::string key = key_of(address);
  const std::lock_guard lock(mutex_);
  auto entry = find_fresh(key);
  if (entry == entries_.end()) {
    if (entries_.size() >= kMaxAddresses) {
      by_address_.erase(entries_.back().address);
      entries_.pop_back();
    }
    entries_.push_front({key, 0, {}, {}});
    entry = entries_.begin();
    by_address_.emplace(key, entry);
  }
  entries_.splice(entries_.begin(), entries_, entry);
  entry->last = clock_.steady_now();
  ++entry->wrong;
  entry->not_before = entry->last + wait_after(entry->wrong);
}

void LoginBackoff::note_right(std::string_view address) {
  const std::lock_guard lock(mutex_);
  const auto place = by_address_.find(key_of(address));
  if (place != by_address_.end()) {
    entries_.erase(place->second);
    by_address_.erase(place);
  }
}

} // namespace ekiben::endpoints::owner
