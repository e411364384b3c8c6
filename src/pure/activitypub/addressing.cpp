#include "pure/activitypub/addressing.h"

#include <algorithm>

namespace ekiben::activitypub {
namespace {

bool is_public(std::string_view id) { return id == kPublic || id == "as:Public" || id == "Public"; }

} // namespace

Addressing address(Audience audience, const std::string& followers, const std::vector<std::string>& mentioned) {
  Addressing addressing;
  switch (audience) {
  case Audience::public_:
    addressing.to = {std::string(kPublic)};
    addressing.cc = {followers};
    break;
  case Audience::unlisted:
    addressing.to = {followers};
    addressing.cc = {std::string(kPublic)};
    break;
  case Audience::followers:
    addressing.to = {followers};
    break;
  case Audience::direct:
    addressing.to = mentioned;
    return addressing;
  }
  addressing.cc.insert(addressing.cc.end(), mentioned.begin(), mentioned.end());
  return addressing;
}

Audience read_audience(const std::vector<std::string_view>& to, const std::vector<std::string_view>& cc, std::string_view followers) {
  if (std::ranges::any_of(to, is_public)) {
    return Audience::public_;
  }
  if (std::ranges::any_of(cc, is_public)) {
    return Audience::unlisted;
  }
  const auto is_followers = [&](std::string_view id) { return !followers.empty() && id == followers; };
  if (std::ranges::any_of(to, is_followers) || std::ranges::any_of(cc, is_followers)) {
    return Audience::followers;
  }
  return Audience::direct;
}

} // namespace ekiben::activitypub
