// Text folded for comparison and search: NFKC, case, kana width.
#pragma once

#include <string>
#include <string_view>

namespace ekiben::text {

/// NFKC with full case folding (Unicode TR15, TR21): half-width kana become full-width, full-width Latin becomes ASCII, "Ｅkiben" equals
/// "ekiben". Ill-formed bytes become U+FFFD first.
std::string fold(std::string_view text);

} // namespace ekiben::text
