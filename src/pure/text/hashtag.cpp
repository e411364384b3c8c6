#include "pure/text/hashtag.h"

#include "pure/text/fold.h"
#include "pure/text/utf8.h"

#include <algorithm>
#include <utf8proc.h>

namespace ekiben::text {
namespace {

constexpr std::size_t kMaxTagCodePoints = 100;

bool is_digit(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_ND; }

bool is_tag_character(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LT:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_MN:
  case UTF8PROC_CATEGORY_MC:
  case UTF8PROC_CATEGORY_ND:
  case UTF8PROC_CATEGORY_NL:
  case UTF8PROC_CATEGORY_NO:
  case UTF8PROC_CATEGORY_PC:
    return true;
  default:
    // The middle dots of Catalan and Japanese, and the joiner that Persian needs, stand inside words.
    return c == 0xB7 || c == 0x30FB || c == 0x200C;
  }
}

} // namespace

std::size_t hashtag_length(std::string_view text) {
  std::size_t length = 0;
  std::size_t count = 0;
  bool other_than_digits = false;
  for (auto point = first_code_point(text); point.length > 0 && is_tag_character(point.value);
       point = first_code_point(text.substr(length))) {
    length += point.length;
    other_than_digits = other_than_digits || (!is_digit(point.value) && point.value != U'_' && point.value != 0x30FB);
    if (++count > kMaxTagCodePoints) {
      return 0;
    }
  }
  return other_than_digits ? length : 0;
}

bool may_precede_tag(std::string_view before) {
  if (before.empty()) {
    return true;
  }
  std::size_t start = before.size() - 1;
  while (start > 0 && before.size() - start < 4 && (static_cast<unsigned char>(before[start]) & 0xC0U) == 0x80U) {
    start--;
  }
  const char32_t c = first_code_point(before.substr(start)).value;
  // Japanese and Chinese write without spaces: a tag may follow a kana or a kanji directly, but not a Latin letter.
  return !(c < 0x250 && is_tag_character(c)) && c != U'/' && c != U'&';
}

std::string normalize_hashtag(std::string_view name) {
  while (name.starts_with('#')) {
    name.remove_prefix(1);
  }
  const std::string folded = fold(name);
  std::string kept;
  bool letter = false;
  for (std::size_t at = 0; at < folded.size();) {
    const auto point = first_code_point(std::string_view(folded).substr(at));
    const auto length = std::max<std::size_t>(point.length, 1);
    if (point.length > 0 && is_tag_character(point.value)) {
      kept.append(folded, at, length);
      letter = letter || (!is_digit(point.value) && point.value != U'_');
    }
    at += length;
  }
  if (!letter || count_code_points(kept) > kMaxTagCodePoints) {
    return {};
  }
  return kept;
}

} // namespace ekiben::text
