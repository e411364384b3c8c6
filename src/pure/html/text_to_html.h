// Plain text, as the owner typed it, as paragraphs with links.
#pragma once

#include "pure/html/safe_html.h"

#include <string_view>

namespace ekiben::html {

/// An empty line begins a new <p>, a single line break becomes <br>; http(s) URLs become links (rel="nofollow noopener noreferrer"), whose
/// text is the URL without its scheme. A URL ends at white space, quotes, angle brackets, or a Japanese punctuation mark; trailing .,:;!?
/// and unbalanced brackets are left outside. Empty text gives empty HTML.
SafeHtml text_to_html(std::string_view text);

} // namespace ekiben::html
