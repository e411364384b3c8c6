// Activities we send. Accept, Reject and Undo embed the entire inner activity, with its id (items 68, 76).
#pragma once

#include <string>
#include <string_view>

namespace ekiben::activitypub {

/// A Follow as it was received or sent.
struct FollowFacts {
  std::string id; ///< may be empty: some peers send none
  std::string actor;
  std::string object;
};

/// A Follow to be embedded in another activity: without @context. JSON text.
std::string write_embedded_follow(const FollowFacts& follow);

/// "Accept" of a Follow, from the followed `actor`; JSON text.
std::string write_accept_follow(std::string_view id, std::string_view actor, const FollowFacts& follow);
std::string write_reject_follow(std::string_view id, std::string_view actor, const FollowFacts& follow);
/// The actor takes back their own Follow.
std::string write_undo_follow(std::string_view id, const FollowFacts& follow);
std::string write_follow(const FollowFacts& follow);

} // namespace ekiben::activitypub
