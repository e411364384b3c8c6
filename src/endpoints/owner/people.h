// A person of another server in a list of the owner's pages.
#pragma once

#include "pure/templates/view.h"
#include "store/read_followers.h"

#include <string>

namespace ekiben::endpoints::owner {

/// "@mia@example.com"; the actor id when there is no handle.
std::string shown_handle(const std::string& user, const std::string& domain, const std::string& actor);

/// {{name}}, {{handle}}, {{url}} (http or https only, else the actor id), {{id}} and the form token.
templates::View make_person(const domain::FollowerView& follower, const std::string& form_token);

/// The name as it is spoken of: the display name, or the user part.
std::string shown_name(const std::string& name, const std::string& user, const std::string& actor);

} // namespace ekiben::endpoints::owner
