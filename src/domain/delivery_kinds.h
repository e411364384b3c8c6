// The words a delivery row's `kind` may hold: what it is, between the action that writes it and the composer that makes it an activity.
#pragma once

#include <string_view>

namespace ekiben::domain {

inline constexpr std::string_view kAcceptFollow = "accept_follow"; ///< subject: the Follow
inline constexpr std::string_view kRejectFollow = "reject_follow"; ///< subject: the Follow

} // namespace ekiben::domain
