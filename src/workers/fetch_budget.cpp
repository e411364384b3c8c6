#include "workers/fetch_budget.h"

#include "domain/key_freshness.h"

#include <algorithm>

namespace ekiben::workers {
namespace {

/// A bucket that is forgotten is a full one: with this many hosts it was not the busiest.
constexpr std::size_t kMaxHosts = 4096;

} // namespace

FetchBudget::FetchBudget() : buckets_(kMaxHosts) {}

bool FetchBudget::take(std::string_view host, SteadyTime now) {
  constexpr double kBurst = static_cast<double>(domain::kKeyFetchBurst);
  Bucket* bucket = buckets_.find(host);
  if (bucket == nullptr) {
    bucket = &buckets_.put(host, Bucket{kBurst, now});
  }
  const std::chrono::duration<double> passed = now - bucket->filled_at;
  bucket->tokens = std::min(kBurst, bucket->tokens + passed / domain::kKeyFetchInterval);
  bucket->filled_at = now;
  if (bucket->tokens < 1) {
    return false;
  }
  bucket->tokens -= 1;
  return true;
}

} // namespace ekiben::workers
