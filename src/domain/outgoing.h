// Something the owner did that other servers must hear, before it is bytes.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <string>

namespace ekiben::domain {

/// `kind`: "create", "update", "delete", "like", "undo_like", "boost", "undo_boost", "follow", "undo_follow", "add_pin", "remove_pin",
/// "update_owner", "delete_owner". `subject`: what is gone from the tables by then (a deleted post's URI and audience, an undone activity),
/// as JSON.
struct Outgoing {
  Id id;
  std::string kind;
  Id post;
  Id account;
  std::string subject;
  Time created_at{};
};

} // namespace ekiben::domain
