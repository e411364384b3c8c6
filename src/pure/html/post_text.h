// What the owner wrote (Markdown with mentions, hashtags and links) as the HTML that every server understands.
#pragma once

#include "pure/html/safe_html.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::html {

/// What stands in a text and must be known before it can be published.
struct PostParts {
  std::vector<std::string> mentions; ///< "user" or "user@domain", lower case, without the first '@'; each once, in order
  std::vector<std::string> hashtags; ///< as written, without '#'; each once (by its normal form), in order
};
/// At most 50 mentions and 50 hashtags: more are text.
PostParts find_post_parts(std::string_view source);

/// A mention that could be resolved.
struct MentionTarget {
  std::string handle;      ///< as in PostParts::mentions
  std::string profile_url; ///< what a reader opens
};

struct PostLinks {
  std::span<const MentionTarget> mentions; ///< a mention that is not here stays text
  std::string tag_url_prefix;              ///< "https://host/tags/"; the percent-encoded normal form is put behind it
};

/// CommonMark's safe subset (paragraphs, emphasis, strong, code, quotes, lists, links; line breaks stay line breaks; raw HTML is text, a
/// picture becomes a link), mentions, hashtags and bare URLs as in federation items 82-84. Total: whatever the text is.
SafeHtml format_post(std::string_view source, const PostLinks& links);

} // namespace ekiben::html
