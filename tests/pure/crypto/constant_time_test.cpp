#include "pure/crypto/constant_time.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::crypto;

TEST_CASE("B45 secrets are equal only byte for byte") {
  CHECK(equals("", ""));
  CHECK(equals("token", "token"));
  CHECK_FALSE(equals("token", "tokem"));
  CHECK_FALSE(equals("token", "token2"));
  CHECK_FALSE(equals("token", ""));
  CHECK_FALSE(equals(std::string("a\0b", 3), std::string("a\0c", 3)));
}

TEST_CASE("a wiped secret is gone") {
  std::string secret(100, 'x');
  const char* const where = secret.data();
  wipe(secret);
  CHECK(secret.empty());
  CHECK(where[50] == '\0');
}
