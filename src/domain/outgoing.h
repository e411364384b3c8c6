// Something the owner did that other servers must hear, before it is bytes.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <string>
#include <string_view>

namespace ekiben::domain {

// What Outgoing::kind may hold. `subject` then is JSON of what the tables do not know any more when it is composed:
//   delete_post  {"uri", "visibility", "actors": [who had it]}
//   undo_like, undo_boost  {"uri": of the activity, "object": of the post, "actor": the post's author or "", "visibility"}
//   undo_follow  {"uri": of the Follow, "actor": whom}
//   remove_pin   {"uri": of the post}
inline constexpr std::string_view kCreatePost = "create_post";
inline constexpr std::string_view kUpdatePost = "update_post";
inline constexpr std::string_view kDeletePost = "delete_post";
inline constexpr std::string_view kLikePost = "like_post";
inline constexpr std::string_view kUndoLike = "undo_like";
inline constexpr std::string_view kBoostPost = "boost_post";
inline constexpr std::string_view kUndoBoost = "undo_boost";
inline constexpr std::string_view kAddPin = "add_pin";
inline constexpr std::string_view kRemovePin = "remove_pin";
inline constexpr std::string_view kFollowAccount = "follow_account"; ///< account
inline constexpr std::string_view kUndoFollow = "undo_follow";
inline constexpr std::string_view kUpdateOwner = "update_owner";
inline constexpr std::string_view kDeleteOwner = "delete_owner";

struct Outgoing {
  Id id;
  std::string kind;
  Id post;
  Id account;
  std::string subject;
  Time created_at{};
};

} // namespace ekiben::domain
