// Where ids come from.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <algorithm>
#include <cstdint>

namespace ekiben::store {

/// milliseconds << 16 | n; strictly greater than the last one, whatever the clock says. The writer's thread.
class IdIssuer {
public:
  /// `last`: the highest id that was ever issued.
  explicit IdIssuer(std::int64_t last) : last_(last) {}

  Id next(Time now) {
    std::int64_t from_clock = std::max<std::int64_t>(now.time_since_epoch().count(), 0) << 16;
    last_ = std::max(last_ + 1, from_clock);
    return Id{last_};
  }
  std::int64_t last() const { return last_; }

private:
  std::int64_t last_;
};

} // namespace ekiben::store
