// Where URLs, mentions and hashtags stand in plain text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ekiben::html {

enum class LinkKind { url, mention, hashtag };

/// A place in a text, in bytes.
struct FoundLink {
  LinkKind kind = LinkKind::url;
  std::size_t at = 0;
  std::size_t length = 0;
};

/// In order, never overlapping. A URL ends at white space, quotes, angle brackets or a Japanese punctuation mark; trailing .,:;!?' and
/// unbalanced brackets are left outside. A mention is "@user" or "@user@domain[:port]"; a hashtag is '#' and what text::hashtag_length
/// says. None begins inside a word.
std::vector<FoundLink> find_links(std::string_view text);

/// The URL at the start of `text`, or empty.
std::string_view leading_url(std::string_view text);

} // namespace ekiben::html
