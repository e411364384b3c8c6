// Telling systemd how it goes (sd_notify(3)), without its library.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace ekiben::app {

/// Sends `state` ("READY=1", "STOPPING=1", "WATCHDOG=1") to NOTIFY_SOCKET; does nothing when there is none.
void notify_service_manager(std::string_view state);

/// How often the watchdog wants to hear from us at least (WATCHDOG_USEC, for this process); nothing when it does not.
std::optional<std::chrono::milliseconds> watchdog_interval();

} // namespace ekiben::app
