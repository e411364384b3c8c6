// What every action is given. Doors carry it without being able to look inside: they cannot include store/writer.h.
#pragma once

#include "base/clock.h"

namespace ekiben::store {
class Writer;
}

namespace ekiben::actions {

/// Built once by app; outlives every user.
struct Context {
  store::Writer& writer;
  const Clock& clock;
};

} // namespace ekiben::actions
