#include "endpoints/owner/people.h"

#include "pure/text/url.h"

namespace ekiben::endpoints::owner {

std::string shown_handle(const std::string& user, const std::string& domain, const std::string& actor) {
  return user.empty() || domain.empty() ? actor : "@" + user + "@" + text::host_for_display(domain);
}

std::string shown_name(const std::string& name, const std::string& user, const std::string& actor) {
  if (!name.empty()) {
    return name;
  }
  return user.empty() ? actor : user;
}

templates::View make_person(const domain::FollowerView& follower, const std::string& form_token) {
  const bool has_page = text::parse_url(follower.url).has_value();
  templates::View view;
  view.text("name", shown_name(follower.name, follower.user, follower.actor))
      .text("handle", shown_handle(follower.user, follower.domain, follower.actor))
      .text("url", has_page ? follower.url : follower.actor)
      .text("actor", follower.actor)
      .text("id", std::to_string(follower.account.value))
      .text("token", form_token);
  return view;
}

} // namespace ekiben::endpoints::owner
