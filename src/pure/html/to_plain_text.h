// Foreign HTML as the text a person would read: for the search index, notifications, the shell, and screen titles.
#pragma once

#include <string>
#include <string_view>

namespace ekiben::html {

/// Paragraphs are separated by an empty line, br and list items by a line break; links keep their visible text (parts that a page hides
/// with class "invisible" included, so that a shortened URL is whole again). Total and linear, like sanitize().
std::string to_plain_text(std::string_view html);

} // namespace ekiben::html
