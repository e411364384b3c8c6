// A token bucket for each host: how many keys we ask it for, however many a stranger makes up (federation B43).
#pragma once

#include "base/clock.h"
#include "workers/lru_map.h"

#include <string_view>

namespace ekiben::workers {

/// Not for several threads at once.
class FetchBudget {
public:
  FetchBudget();
  /// True when one more may be asked for at `now`; takes a token then.
  bool take(std::string_view host, SteadyTime now);

private:
  struct Bucket {
    double tokens = 0;
    SteadyTime filled_at;
  };
  LruMap<Bucket> buckets_;
};

} // namespace ekiben::workers
