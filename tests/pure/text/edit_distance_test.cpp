#include "pure/text/edit_distance.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::text;

TEST_CASE("the distance counts insertions, deletions, replacements and swaps") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("lisetn", "listen") == 1);
  CHECK(edit_distance("listen", "listen") == 0);
}

TEST_CASE("a slip finds the word that was meant and nonsense finds none") {
  const std::vector<std::string> words{"listen", "base_url", "tls.ca_file"};
  CHECK(find_nearest("lisen", words) == "listen");
  CHECK(find_nearest("baseurl", words) == "base_url");
  CHECK(find_nearest("zzzzzz", words).empty());
}
