#include "keys_for_tests.h"
#include "pure/text/hex.h"

#include <catch_amalgamated.hpp>
#include <thread>

using namespace ekiben;
using namespace ekiben::crypto;

TEST_CASE("an RSA key goes through PEM and through its numbers unchanged") {
  const auto key = rsa_key().public_key();
  CHECK(key.type() == KeyType::rsa);
  CHECK(key.rsa_n().size() == 256);
  CHECK(key.rsa_e() == std::string("\x01\x00\x01", 3));
  CHECK(key.ed25519_raw().empty());
  const auto from_pem = PublicKey::from_pem(key.to_pem());
  const auto from_numbers = PublicKey::from_rsa(key.rsa_n(), key.rsa_e());
  REQUIRE(from_pem);
  REQUIRE(from_numbers);
  CHECK(from_pem->rsa_n() == key.rsa_n());
  CHECK(from_numbers->to_pem() == key.to_pem());
  CHECK(from_numbers->verify("m", *rsa_key().sign("m")));
}

TEST_CASE("an Ed25519 key goes through PEM and its raw bytes unchanged") {
  const auto key = PublicKey::from_pem(kEd25519Pem);
  REQUIRE(key);
  CHECK(key->type() == KeyType::ed25519);
  CHECK(key->rsa_n().empty());
  CHECK(PublicKey::from_ed25519(key->ed25519_raw())->to_pem() == kEd25519Pem);
  CHECK_FALSE(PublicKey::from_ed25519("short"));
  CHECK_FALSE(key->verify_rsa_sha512("m", "s"));
}

TEST_CASE("PKCS#1 in PEM and PEM with loose line ends are read") {
  const auto pem = rsa_key().public_key().to_pem();
  std::string crlf;
  for (const char c : pem) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
  }
  CHECK(PublicKey::from_pem(crlf));
  CHECK(PublicKey::from_pem(pem.substr(0, pem.size() - 1)));
  // RSAPublicKey is what SubjectPublicKeyInfo holds behind its 24 bytes of frame.
  std::string base64;
  for (const char c : pem.substr(27, pem.find("-----END") - 27)) {
    if (c != '\n') {
      base64 += c;
    }
  }
  const auto pkcs1 = text::base64_encode(text::base64_decode(base64)->substr(24));
  std::string lines;
  for (std::size_t i = 0; i < pkcs1.size(); i += 64) {
    lines += pkcs1.substr(i, 64) + "\n";
  }
  const auto key = PublicKey::from_pem("-----BEGIN RSA PUBLIC KEY-----\n" + lines + "-----END RSA PUBLIC KEY-----\n");
  REQUIRE(key);
  CHECK(key->rsa_n() == rsa_key().public_key().rsa_n());
}

TEST_CASE("B17 RSA below 2048 bits, the draft's own test key among them, is refused") {
  const auto key = PublicKey::from_pem(kDraftCavagePem);
  REQUIRE_FALSE(key);
  CHECK(key.error().kind == ErrorKind::invalid);
  CHECK(key.error().message.find("2048") != std::string::npos);
}

TEST_CASE("B17 keys that prove nothing or cost too much are refused") {
  const auto n = rsa_key().public_key().rsa_n();
  const auto e = rsa_key().public_key().rsa_e();
  CHECK(PublicKey::from_rsa(n, "\x03"));
  CHECK_FALSE(PublicKey::from_rsa(n, "\x01"));
  CHECK_FALSE(PublicKey::from_rsa(n, "\x02"));
  CHECK_FALSE(PublicKey::from_rsa(n, ""));
  CHECK_FALSE(PublicKey::from_rsa(n, std::string(256, '\x7F')));
  CHECK_FALSE(PublicKey::from_rsa("", e));
  CHECK_FALSE(PublicKey::from_rsa(n.substr(1), e));
  CHECK_FALSE(PublicKey::from_rsa(std::string(255, '\0') + n.substr(255), e));
  CHECK_FALSE(PublicKey::from_rsa(n.substr(0, 255) + "\x02", e));
  CHECK_FALSE(PublicKey::from_rsa(std::string(1025, '\x7F'), e));
  CHECK(PublicKey::from_rsa(std::string(1024, '\xFF'), e)); // 8192 bits
}

TEST_CASE("B17 other kinds of keys and other things in PEM are refused") {
  // https://www.rfc-editor.org/rfc/rfc9421#appendix-B.1.3, P-256
  CHECK_FALSE(PublicKey::from_pem("-----BEGIN PUBLIC KEY-----\n"
                                  "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf\n"
                                  "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==\n"
                                  "-----END PUBLIC KEY-----\n"));
  const auto pem = rsa_key().public_key().to_pem();
  for (const auto& text :
       {std::string(), std::string("x"), pem.substr(0, 200), pem.substr(30), std::string(9000, 'A'),
        "-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----\n" + std::string(), std::string("\0\0", 2),
        "-----BEGIN PRIVATE KEY-----\n" + text::base64_encode(ed25519_key().to_der()) + "\n-----END PRIVATE KEY-----\n"}) {
    CHECK_FALSE(PublicKey::from_pem(text));
  }
}

TEST_CASE("one key verifies on several threads at once") {
  const auto key = rsa_key().public_key();
  const auto signature = *rsa_key().sign("m");
  std::vector<std::thread> threads;
  std::array<int, 4> good{};
  for (std::size_t i = 0; i < good.size(); ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 50; ++round) {
        good[i] += key.verify("m", signature) ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(good == std::array<int, 4>{50, 50, 50, 50});
}
