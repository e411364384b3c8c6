#include "pure/crypto/scrypt.h"
#include "pure/text/hex.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::crypto;

namespace {
constexpr ScryptCost kCheap{4, 1, 1};
} // namespace

// https://www.rfc-editor.org/rfc/rfc7914#section-12
TEST_CASE("scrypt has the vectors of RFC 7914") {
  CHECK(text::hex_encode(*scrypt("", "", {4, 1, 1}, 64)) == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                                                            "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
  CHECK(text::hex_encode(*scrypt("password", "NaCl", {10, 8, 16}, 64)) ==
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
  CHECK(text::hex_encode(*scrypt("pleaseletmein", "SodiumChloride", {14, 8, 1}, 64)) ==
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
}

TEST_CASE("a hashed password is verified by the same password and no other") {
  const auto encoded = hash_password("\xE9\xA7\x85\xE5\xBC\x81", "0123456789abcdef");
  REQUIRE(encoded);
  CHECK(encoded->starts_with("$scrypt$ln=15,r=8,p=3$MDEyMzQ1Njc4OWFiY2RlZg$"));
  CHECK(verify_password("\xE9\xA7\x85\xE5\xBC\x81", *encoded) == true);
  CHECK(verify_password("\xE9\xA7\x85\xE5\xBC\x82", *encoded) == false);
}

TEST_CASE("another salt gives another hash and every cost is read back") {
  const auto encoded = *hash_password("p", "salt", kCheap);
  CHECK(encoded != *hash_password("p", "tlas", kCheap));
  CHECK(verify_password("p", encoded) == true);
  CHECK(verify_password("", encoded) == false);
}

TEST_CASE("a text that is no stored password is an error, not a wrong password") {
  const auto good = *hash_password("p", "salt", kCheap);
  for (const auto& text : {std::string(), std::string("$"), std::string("$scrypt$ln=4,r=1,p=1$c2FsdA"), "x" + good, good + "$x",
                           std::string("$argon2$ln=4,r=1,p=1$c2FsdA$aaaa"), std::string("$scrypt$ln=4,r=1$c2FsdA$") + std::string(43, 'A'),
                           std::string("$scrypt$ln=4,r=1,p=1,x=1$c2FsdA$") + std::string(43, 'A'),
                           std::string("$scrypt$ln=4,r=1,p=1$c2FsdA$!!!!"), std::string("$scrypt$ln=4,r=1,p=1$c2FsdA$AAAA")}) {
    INFO(text);
    const auto outcome = verify_password("p", text);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == ErrorKind::invalid);
  }
}

TEST_CASE("B37 a cost that would eat the machine is refused") {
  CHECK_FALSE(scrypt("p", "s", {18, 8, 1}, 32)); // 256 MiB
  CHECK_FALSE(scrypt("p", "s", {63, 8, 1}, 32));
  CHECK_FALSE(scrypt("p", "s", {0, 8, 1}, 32));
  CHECK_FALSE(scrypt("p", "s", {4, 0, 1}, 32));
  CHECK_FALSE(scrypt("p", "s", {4, 1, 1000}, 32));
  CHECK_FALSE(scrypt("p", "s", {4, 1, 1}, 0));
  CHECK(verify_password("p", "$scrypt$ln=30,r=32,p=16$c2FsdA$" + std::string(43, 'A')).error().kind == ErrorKind::invalid);
}
