#include "pure/i18n/language.h"

#include <catch_amalgamated.hpp>
#include <string>

using namespace ekiben::i18n;

TEST_CASE("the visitor's first wish among both languages wins") {
  CHECK(choose_language("ja") == Language::ja);
  CHECK(choose_language("ja-JP,ja;q=0.9,en-US;q=0.8,en;q=0.7") == Language::ja);
  CHECK(choose_language("en-US,en;q=0.9,ja;q=0.8") == Language::en);
  CHECK(choose_language("fr, JA;q=0.2") == Language::ja);
  CHECK(choose_language("en;q=0.1, ja;q=0.2") == Language::ja);
}

TEST_CASE("nothing known means English") {
  CHECK(choose_language("") == Language::en);
  CHECK(choose_language("*") == Language::en);
  CHECK(choose_language("fr,de") == Language::en);
  CHECK(choose_language("ja;q=0") == Language::en);
  CHECK(choose_language("jav") == Language::en);
}

TEST_CASE("nonsense is not a wish") {
  CHECK(choose_language("ja;q=x, en;q=0.1") == Language::en);
  CHECK(choose_language("ja;q=") == Language::en);
  CHECK(choose_language(",,;;,;q=1") == Language::en);
  CHECK(choose_language(std::string(100'000, ',') + "ja") == Language::en);
}
