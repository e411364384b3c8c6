// Whom a post is for, in ActivityPub's words (items 79-81).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ekiben::activitypub {

inline constexpr std::string_view kPublic = "https://www.w3.org/ns/activitystreams#Public";

/// The four ways to address that every server knows.
enum class Audience { public_, unlisted, followers, direct };

struct Addressing {
  std::vector<std::string> to;
  std::vector<std::string> cc;
};

/// public: to Public, cc followers and mentioned; unlisted: to followers, cc Public and mentioned; followers: to followers, cc mentioned;
/// direct: to mentioned. The same on activity and object.
Addressing address(Audience audience, const std::string& followers, const std::vector<std::string>& mentioned);

/// What the author meant: Public in `to` (spelled in any of three ways, item 80) is public, in `cc` unlisted; else the author's followers
/// make it followers-only; else it is direct. `followers`: the author's followers collection, may be empty.
Audience read_audience(const std::vector<std::string_view>& to, const std::vector<std::string_view>& cc, std::string_view followers);

} // namespace ekiben::activitypub
