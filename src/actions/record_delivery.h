// What came of an attempt to deliver (federation items 106, 107).
#pragma once

#include "actions/context.h"
#include "base/result.h"
#include "domain/delivery.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace ekiben::actions {

using Recorded = std::function<void(Result<void>)>; ///< runs on the writer's thread

/// The peer took it: the row goes, the host is well.
void record_delivered(const Context& context, const domain::Delivery& delivery, Recorded done);

/// It may work later: the schedule of domain/delivery_schedule.h, not sooner than the peer asked. Given up after the last attempt, and at
/// once when the host has failed on seven days without one success. `jitter`: random, [0, 1).
void record_failed_attempt(const Context& context, const domain::Delivery& delivery, std::string reason,
                           std::optional<std::chrono::seconds> retry_after, double jitter, Recorded done);

/// It will never be taken. The host is well: it answered.
void record_refused(const Context& context, const domain::Delivery& delivery, std::string reason, Recorded done);

} // namespace ekiben::actions
