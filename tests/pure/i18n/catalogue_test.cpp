#include "pure/i18n/catalogue.h"

#include <catch_amalgamated.hpp>
#include <set>
#include <string>

using namespace ekiben::i18n;

namespace {

std::set<std::string> holes(std::string_view text) {
  std::set<std::string> out;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    out.emplace(text.substr(at, text.find('}', at) - at));
  }
  return out;
}

bool has_kana_or_kanji(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xE9) {
      return true;
    }
  }
  return false;
}

} // namespace

TEST_CASE("both languages have every sentence, with the same holes") {
  for (std::size_t i = 0; i < kMessageCount; ++i) {
    const auto message = static_cast<Message>(i);
    INFO(message_key(message));
    CHECK_FALSE(sentence(Language::en, message).empty());
    CHECK_FALSE(sentence(Language::ja, message).empty());
    CHECK(holes(sentence(Language::en, message)) == holes(sentence(Language::ja, message)));
  }
}

TEST_CASE("a sentence of Latin letters alone does not stand in for Japanese, and nobody shouts") {
  const std::set<std::string_view> same = {"title_on_site", "home_version", "language_en", "profile_exactly"};
  for (std::size_t i = 0; i < kMessageCount; ++i) {
    const auto message = static_cast<Message>(i);
    INFO(message_key(message));
    if (!same.contains(message_key(message))) {
      CHECK(has_kana_or_kanji(sentence(Language::ja, message)));
    }
    CHECK(sentence(Language::ja, message).find("！") == std::string_view::npos);
    CHECK(sentence(Language::en, message).find('!') == std::string_view::npos);
  }
}

TEST_CASE("a number has a sentence for one and for others") {
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < kMessageCount; ++i) {
    keys.insert(message_key(static_cast<Message>(i)));
  }
  for (const auto key : keys) {
    if (key.ends_with("_one")) {
      CHECK(keys.contains(std::string(key.substr(0, key.size() - 3)) + "other"));
    }
  }
}

TEST_CASE("holes are filled by name and what is filled in is not read again") {
  CHECK(say(Language::en, Message::title_on_site, {{"title", "{site}"}, {"site", "S"}}) == "{site} – S");
  CHECK(say(Language::ja, Message::profile_approves, {{"name", "花"}}) == "花さんは新しいフォロワーを確認してから許可します。");
}

TEST_CASE("keys are found by their name") {
  CHECK(find_message("nav_home") == Message::nav_home);
  CHECK_FALSE(find_message("nothing"));
}
