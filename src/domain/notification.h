// Something that somebody did and that the owner wants to know.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <cstdint>

namespace ekiben::domain {

/// DO NOT CHANGE THESE NUMBERS: they are stored.
enum class NotificationKind : std::uint8_t {
  follow = 0,
  follow_request = 1,
  mention = 2,
  reply = 3,
  like = 4,
  boost = 5,
  edit = 6,      ///< of a post the owner boosted
  poll_ended = 7 ///< one the owner voted in
};

struct Notification {
  Id id;
  NotificationKind kind = NotificationKind::follow;
  Id account; ///< who did it
  Id post;    ///< about which post; none for follows
  Time created_at{};
};

} // namespace ekiben::domain
