// The two languages the pages speak.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ekiben::i18n {

enum class Language : std::size_t { en = 0, ja = 1 };
inline constexpr std::array<Language, 2> kLanguages = {Language::en, Language::ja};

/// "en" or "ja", as in HTML's lang and in the database.
std::string_view language_tag(Language language);
/// Exactly "en" or "ja".
std::optional<Language> parse_language(std::string_view tag);
/// The better of both for an Accept-Language field (RFC 9110 section 12.5.4): highest q wins, then the order written; English when neither
/// is wanted. Only the first 1,000 bytes are read. "ja-JP" counts as ja; "*" is not a preference.
Language choose_language(std::string_view accept_language);

} // namespace ekiben::i18n
