// Key pairs and public keys in the two kinds the fediverse uses.
#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace ekiben::crypto {

enum class KeyType { rsa, ed25519 };

/// A public key, decoded once and shared; verify() may be called from any thread.
class PublicKey {
public:
  /// SubjectPublicKeyInfo or PKCS#1 in PEM ("publicKeyPem"). RSA of 2048 to 8192 bits or Ed25519, else invalid (federation B17).
  static Result<PublicKey> from_pem(std::string_view pem);
  /// The stored form: RSA modulus and exponent, big-endian (3.8 µs instead of 258 µs for PEM).
  static Result<PublicKey> from_rsa(std::string_view n, std::string_view e);
  /// 32 bytes.
  static Result<PublicKey> from_ed25519(std::string_view raw);

  KeyType type() const;
  std::string rsa_n() const; ///< big-endian; empty for Ed25519
  std::string rsa_e() const;
  std::string ed25519_raw() const;
  std::string to_pem() const;
  /// RSA: PKCS#1 v1.5 with SHA-256. Ed25519: pure. The algorithm follows from the key, never from the message (B17).
  bool verify(std::string_view message, std::string_view signature) const;
  /// RSA with SHA-512 (federation item 50); false for Ed25519.
  bool verify_rsa_sha512(std::string_view message, std::string_view signature) const;

private:
  friend class PrivateKey;
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

/// sign() may be called from any thread.
class PrivateKey {
public:
  static Result<PrivateKey> generate_rsa(int bits = 2048);
  /// PKCS#8 DER, as stored.
  static Result<PrivateKey> from_der(std::string_view der);
  std::string to_der() const;
  PublicKey public_key() const;
  /// RSA PKCS#1 v1.5 SHA-256; 231 µs for 2048 bits.
  Result<std::string> sign(std::string_view message) const;

private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

} // namespace ekiben::crypto
