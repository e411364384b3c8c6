#include "keys_for_tests.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::crypto;

TEST_CASE("a key signs what its public half verifies, and nothing else verifies") {
  const auto signature = rsa_key().sign("message");
  REQUIRE(signature);
  CHECK(signature->size() == 256);
  CHECK(rsa_key().public_key().verify("message", *signature));
  CHECK_FALSE(rsa_key().public_key().verify("messagf", *signature));
  CHECK_FALSE(other_rsa_key().public_key().verify("message", *signature));
  auto bent = *signature;
  bent[100] = static_cast<char>(bent[100] ^ 1);
  CHECK_FALSE(rsa_key().public_key().verify("message", bent));
  CHECK_FALSE(rsa_key().public_key().verify("message", signature->substr(1)));
  CHECK_FALSE(rsa_key().public_key().verify("message", ""));
  CHECK_FALSE(rsa_key().public_key().verify_rsa_sha512("message", *signature));
}

TEST_CASE("a stored key is the same key again") {
  const auto again = PrivateKey::from_der(rsa_key().to_der());
  REQUIRE(again);
  CHECK(again->public_key().rsa_n() == rsa_key().public_key().rsa_n());
  CHECK(*again->sign("m") == *rsa_key().sign("m")); // PKCS#1 v1.5 has no randomness
}

TEST_CASE("what is no private key is refused") {
  for (const auto& der :
       {std::string(), std::string("x"), rsa_key().to_der().substr(0, 500), rsa_key().to_der() + "x", std::string(20'000, 'x')}) {
    CHECK_FALSE(PrivateKey::from_der(der));
  }
  CHECK_FALSE(PrivateKey::generate_rsa(1024));
}

TEST_CASE("an Ed25519 key signs too") {
  const auto signature = ed25519_key().sign("message");
  REQUIRE(signature);
  CHECK(signature->size() == 64);
  CHECK(ed25519_key().public_key().verify("message", *signature));
  CHECK(ed25519_key().public_key().to_pem() == kEd25519Pem);
}
