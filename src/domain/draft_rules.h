// What may be published: the same rules for the page, an app and the shell.
#pragma once

#include "domain/draft.h"

#include <optional>
#include <string_view>

namespace ekiben::domain {

enum class DraftFault { empty, too_long, warning_too_long, too_many_media, language };

inline constexpr std::size_t kMaxWarningCodePoints = 500;

/// One English sentence for the command line; pages say it in their language.
std::string_view describe(DraftFault fault);

/// A post needs text or media; language is empty or BCP 47 ("ja", "en", "zh-Hant").
std::optional<DraftFault> check_draft(const Draft& draft);

} // namespace ekiben::domain
