#include "pure/crypto/digest.h"
#include "pure/text/hex.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::crypto;
using ekiben::text::hex_encode;

// FIPS 180-4 examples, https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values
TEST_CASE("SHA-256 and SHA-512 have the examples of FIPS 180-4") {
  CHECK(hex_encode(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex_encode(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex_encode(sha512("abc")) == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

// https://www.rfc-editor.org/rfc/rfc4231#section-4
TEST_CASE("HMAC-SHA-256 has the test cases of RFC 4231") {
  CHECK(hex_encode(hmac_sha256(std::string(20, '\x0b'), "Hi There")) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex_encode(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex_encode(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("an empty key is a key of its own") { CHECK(hmac_sha256(std::string_view(), "x") == hmac_sha256("", "x")); }
