// How far two words are apart, for "did you mean".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::text {

/// Insertions, deletions, replacements of bytes (Levenshtein) and swaps of neighbours, each counting one. O(a × b): for short words.
std::size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate nearest to `word` with a distance of at most a third of its length (at least 1), or empty.
std::string find_nearest(std::string_view word, const std::vector<std::string>& candidates);

} // namespace ekiben::text
