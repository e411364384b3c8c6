// Form tokens: proof that a form came from a page of ours, masked anew in every page (BREACH).
#pragma once

#include <string>
#include <string_view>

namespace ekiben::endpoints {

/// `secret` is the session's id for the owner's forms, or the process's own key for forms of people who are not logged in; `purpose` keeps
/// tokens of different forms apart ("login"). The text is 43 URL-safe characters.
std::string make_form_token(std::string_view secret, std::string_view purpose);

/// Constant time.
bool is_form_token(std::string_view token, std::string_view secret, std::string_view purpose);

} // namespace ekiben::endpoints
