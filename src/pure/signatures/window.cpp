#include "pure/signatures/window.h"

namespace ekiben::signatures {

Result<void> check_window(Time created, std::optional<Time> expires, Time now) {
  if (created < now - kWindow) {
    return fail(ErrorKind::unauthorized, "the signature is older than an hour");
  }
  if (created > now + kWindow) {
    return fail(ErrorKind::unauthorized, "the signature comes from the future: do the clocks agree?");
  }
  if (expires && *expires < now) {
    return fail(ErrorKind::unauthorized, "the signature has expired");
  }
  return {};
}

std::optional<Time> time_of_seconds(std::int64_t seconds) {
  constexpr std::int64_t year_9999 = 253'402'300'800;
  if (seconds < 0 || seconds >= year_9999) {
    return std::nullopt;
  }
  return Time(std::chrono::seconds(seconds));
}

} // namespace ekiben::signatures
