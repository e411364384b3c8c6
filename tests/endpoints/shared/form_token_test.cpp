#include "endpoints/shared/form_token.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::endpoints;

TEST_CASE("a form token proves its secret and purpose, and looks different every time") {
  const auto token = make_form_token("secret", "login");
  CHECK(token.size() == 43);
  CHECK(token != make_form_token("secret", "login"));
  CHECK(is_form_token(token, "secret", "login"));
  CHECK_FALSE(is_form_token(token, "other", "login"));
  CHECK_FALSE(is_form_token(token, "secret", "setup"));
}

TEST_CASE("anything else is no form token") {
  for (const char* text : {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA", "not base64 at all!"}) {
    CHECK_FALSE(is_form_token(text, "secret", "login"));
  }
  auto token = make_form_token("secret", "login");
  token[20] = token[20] == 'A' ? 'B' : 'A';
  CHECK_FALSE(is_form_token(token, "secret", "login"));
  CHECK_FALSE(is_form_token(std::string(100'000, 'A'), "secret", "login"));
}
