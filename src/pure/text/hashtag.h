// Hashtags: what belongs to one, and the form in which two are the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ekiben::text {

/// Bytes of the tag at the start of `text`, behind the '#': letters, marks, digits and connectors of any script, with at least one that is
/// no digit; 0 when there is none. Longer than 100 code points is no tag.
std::size_t hashtag_length(std::string_view text);

/// True when the character that ends `before` may stand in front of '#' or '@': nothing, or no letter, digit, '_', '/' or '&'.
bool may_precede_tag(std::string_view before);

/// Comparable form: without '#', NFKC, case folded, characters that cannot be in a tag dropped (federation item 85). Empty when nothing is
/// left.
std::string normalize_hashtag(std::string_view name);

} // namespace ekiben::text
