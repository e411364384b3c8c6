#include "base/clock.h"

namespace ekiben {

Time SystemClock::now() const { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

SteadyTime SystemClock::steady_now() const { return std::chrono::steady_clock::now(); }

} // namespace ekiben
