#include "domain/draft_rules.h"

#include "pure/text/ascii.h"
#include "pure/text/utf8.h"

#include <algorithm>

namespace ekiben::domain {
namespace {

bool is_language(std::string_view tag) {
  return tag.size() >= 2 && tag.size() <= 35 && text::is_letter(tag[0]) && text::is_letter(tag[1]) &&
         std::ranges::all_of(tag, [](char c) { return text::is_alphanumeric(c) || c == '-'; }) && tag.back() != '-';
}

} // namespace

std::string_view describe(DraftFault fault) {
  switch (fault) {
  case DraftFault::empty:
    return "the post is empty";
  case DraftFault::too_long:
    return "the text is longer than 5,000 characters";
  case DraftFault::warning_too_long:
    return "the content warning is longer than 500 characters";
  case DraftFault::too_many_media:
    return "a post can have at most 4 pictures";
  case DraftFault::language:
    return "the language is no language tag such as ja or en";
  }
  return "the post cannot be published";
}

std::optional<DraftFault> check_draft(const Draft& draft) {
  if (text::trim(draft.text).empty() && draft.media.empty()) {
    return DraftFault::empty;
  }
  if (text::count_code_points(draft.text) > kMaxPostCodePoints) {
    return DraftFault::too_long;
  }
  if (text::count_code_points(draft.warning) > kMaxWarningCodePoints) {
    return DraftFault::warning_too_long;
  }
  if (draft.media.size() > kMaxPostMedia) {
    return DraftFault::too_many_media;
  }
  if (!draft.language.empty() && !is_language(draft.language)) {
    return DraftFault::language;
  }
  return std::nullopt;
}

} // namespace ekiben::domain
