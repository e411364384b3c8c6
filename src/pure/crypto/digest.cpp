#include "pure/crypto/digest.h"

#include "pure/crypto/handles.h"

#include <openssl/hmac.h>
#include <stdexcept>

namespace ekiben::crypto {
namespace {

const EVP_MD* fetch(const char* name) {
  const EVP_MD* method = EVP_MD_fetch(nullptr, name, nullptr);
  if (method == nullptr) {
    throw std::runtime_error(std::string("OpenSSL has no ") + name);
  }
  return method;
}

std::string digest(std::string_view bytes, const EVP_MD* method) {
  std::string out(static_cast<std::size_t>(EVP_MD_get_size(method)), '\0');
  if (EVP_Digest(bytes.data(), bytes.size(), bytes_of(out), nullptr, method, nullptr) != 1) {
    throw std::runtime_error("OpenSSL could not compute a digest");
  }
  return out;
}

} // namespace

const EVP_MD* sha256_method() {
  static const EVP_MD* const method = fetch("SHA256");
  return method;
}

const EVP_MD* sha512_method() {
  static const EVP_MD* const method = fetch("SHA512");
  return method;
}

std::string sha256(std::string_view bytes) { return digest(bytes, sha256_method()); }

std::string sha512(std::string_view bytes) { return digest(bytes, sha512_method()); }

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::string out(32, '\0');
  // A null key would mean "the key of before" to OpenSSL.
  const char* const key_bytes = key.empty() ? "" : key.data();
  if (HMAC(sha256_method(), key_bytes, static_cast<int>(key.size()), bytes_of(bytes), bytes.size(), bytes_of(out), nullptr) == nullptr) {
    throw std::runtime_error("OpenSSL could not compute an HMAC");
  }
  return out;
}

} // namespace ekiben::crypto
