#include "pure/crypto/handles.h"
#include "pure/crypto/key_impl.h"
#include "pure/crypto/keys.h"

#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdexcept>

namespace ekiben::crypto {
namespace {

constexpr std::size_t kMaxDerBytes = 16 * 1024;

} // namespace

Result<PrivateKey> PrivateKey::generate_rsa(int bits) {
  Pkey key(bits >= 2048 && bits <= 8192 ? EVP_RSA_gen(static_cast<unsigned>(bits)) : nullptr);
  if (!key) {
    ERR_clear_error();
    return fail(ErrorKind::unavailable, "no key could be made");
  }
  PrivateKey out;
  out.impl_ = std::make_shared<const Impl>(Impl{std::move(key)});
  return out;
}

Result<PrivateKey> PrivateKey::from_der(std::string_view der) {
  const unsigned char* cursor = bytes_of(der);
  Pkey key(der.size() <= kMaxDerBytes ? d2i_AutoPrivateKey(nullptr, &cursor, static_cast<long>(der.size())) : nullptr);
  if (!key || cursor != bytes_of(der) + der.size()) {
    ERR_clear_error();
    return fail(ErrorKind::invalid, "this is no private key");
  }
  PrivateKey out;
  out.impl_ = std::make_shared<const Impl>(Impl{std::move(key)});
  return out;
}

std::string PrivateKey::to_der() const {
  const std::unique_ptr<PKCS8_PRIV_KEY_INFO, Freer<PKCS8_PRIV_KEY_INFO_free>> info(EVP_PKEY2PKCS8(impl_->key.get()));
  const int length = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr) : 0;
  if (length <= 0) {
    throw std::runtime_error("a private key could not be encoded");
  }
  std::string out(static_cast<std::size_t>(length), '\0');
  unsigned char* cursor = bytes_of(out);
  i2d_PKCS8_PRIV_KEY_INFO(info.get(), &cursor);
  return out;
}

PublicKey PrivateKey::public_key() const {
  const int length = i2d_PUBKEY(impl_->key.get(), nullptr);
  std::string der(static_cast<std::size_t>(length > 0 ? length : 0), '\0');
  unsigned char* end = bytes_of(der);
  i2d_PUBKEY(impl_->key.get(), &end);
  const unsigned char* cursor = bytes_of(der);
  Pkey key(d2i_PUBKEY(nullptr, &cursor, static_cast<long>(der.size())));
  auto impl = key ? PublicKey::Impl::adopt(std::move(key)) : fail(ErrorKind::broken, "no public half");
  if (!impl) {
    throw std::runtime_error("a private key has no usable public half: " + impl.error().message);
  }
  PublicKey out;
  out.impl_ = *std::move(impl);
  return out;
}

Result<std::string> PrivateKey::sign(std::string_view message) const {
  const bool is_rsa = EVP_PKEY_is_a(impl_->key.get(), "RSA") == 1;
  const DigestContext context(EVP_MD_CTX_new());
  std::size_t length = static_cast<std::size_t>(EVP_PKEY_get_size(impl_->key.get()));
  std::string out(length, '\0');
  if (!context || EVP_DigestSignInit(context.get(), nullptr, is_rsa ? sha256_method() : nullptr, nullptr, impl_->key.get()) != 1 ||
      EVP_DigestSign(context.get(), bytes_of(out), &length, bytes_of(message), message.size()) != 1) {
    ERR_clear_error();
    return fail(ErrorKind::unavailable, "nothing could be signed");
  }
  out.resize(length);
  return out;
}

} // namespace ekiben::crypto
