#include "pure/crypto/handles.h"
#include "pure/crypto/key_impl.h"
#include "pure/crypto/keys.h"

#include <algorithm>
#include <openssl/core_names.h>
#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace ekiben::crypto {
namespace {

constexpr int kMinRsaBits = 2048;          // federation B17
constexpr int kMaxRsaBits = 8192;          // a verify of 16,384 bits would cost a millisecond and more
constexpr std::size_t kMaxPemBytes = 8192; // 8192 bits take about 1,500
constexpr std::size_t kEd25519Bytes = 32;

auto bad_key(const char* why) {
  // What OpenSSL noted on its thread-wide list is of no use to anybody.
  ERR_clear_error();
  return fail(ErrorKind::invalid, std::string("unusable key: ") + why);
}

std::string number_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &raw) != 1) {
    return {};
  }
  const BigNumber number(raw);
  std::string out(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
  BN_bn2bin(number.get(), bytes_of(out));
  return out;
}

BigNumber big_number(std::string_view bytes) { return BigNumber(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr)); }

std::string without_leading_zeros(std::string_view number) {
  return std::string(number.substr(std::min(number.find_first_not_of('\0'), number.size())));
}

// A public exponent of peers is 65537, now and then 3, 17 or 35. Even ones and 1 prove nothing; long ones make verifying slow.
Result<void> check_rsa(const BigNumber& modulus, const BigNumber& exponent) {
  if (!modulus || !exponent) {
    return bad_key("no numbers");
  }
  const int bits = BN_num_bits(modulus.get());
  if (bits < kMinRsaBits) {
    return bad_key("RSA of less than 2048 bits");
  }
  if (bits > kMaxRsaBits) {
    return bad_key("RSA of more than 8192 bits");
  }
  if (!BN_is_odd(modulus.get())) {
    return bad_key("an even modulus");
  }
  if (!BN_is_odd(exponent.get()) || BN_is_one(exponent.get()) || BN_num_bits(exponent.get()) > 64) {
    return bad_key("an exponent that proves nothing");
  }
  return {};
}

bool verify_with(EVP_PKEY* key, const EVP_MD* method, std::string_view message, std::string_view signature) {
  const DigestContext context(EVP_MD_CTX_new());
  const bool good = context && EVP_DigestVerifyInit(context.get(), nullptr, method, nullptr, key) == 1 &&
                    EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
  if (!good) {
    ERR_clear_error();
  }
  return good;
}

} // namespace

Result<std::shared_ptr<const PublicKey::Impl>> PublicKey::Impl::adopt(Pkey key) {
  auto impl = std::make_shared<Impl>();
  if (EVP_PKEY_is_a(key.get(), "RSA") == 1) {
    impl->type = KeyType::rsa;
    impl->n = number_of(key.get(), OSSL_PKEY_PARAM_RSA_N);
    impl->e = number_of(key.get(), OSSL_PKEY_PARAM_RSA_E);
    EKIBEN_CHECK(check_rsa(big_number(impl->n), big_number(impl->e)));
  } else if (EVP_PKEY_is_a(key.get(), "ED25519") == 1) {
    impl->type = KeyType::ed25519;
    impl->raw.resize(kEd25519Bytes);
    std::size_t length = impl->raw.size();
    if (EVP_PKEY_get_raw_public_key(key.get(), bytes_of(impl->raw), &length) != 1 || length != kEd25519Bytes) {
      return bad_key("no Ed25519 point");
    }
  } else {
    return bad_key("neither RSA nor Ed25519");
  }
  impl->key = std::move(key);
  return std::shared_ptr<const Impl>(std::move(impl));
}

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  if (pem.size() > kMaxPemBytes) {
    return bad_key("too long");
  }
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  EVP_PKEY* raw = nullptr;
  // Public keys only: a private key in a document is somebody's accident and not read.
  auto* const decoder = OSSL_DECODER_CTX_new_for_pkey(&raw, "PEM", nullptr, nullptr, EVP_PKEY_PUBLIC_KEY, nullptr, nullptr);
  const bool read = bio && decoder != nullptr && OSSL_DECODER_from_bio(decoder, bio.get()) == 1;
  OSSL_DECODER_CTX_free(decoder);
  Pkey key(raw);
  if (!read || !key) {
    return bad_key("no public key in PEM");
  }
  PublicKey out;
  EKIBEN_TRY(out.impl_, Impl::adopt(std::move(key)));
  return out;
}

Result<PublicKey> PublicKey::from_rsa(std::string_view n, std::string_view e) {
  constexpr std::size_t max_bytes = kMaxRsaBits / 8 + 1;
  if (n.size() > max_bytes || e.size() > max_bytes) {
    return bad_key("RSA of more than 8192 bits");
  }
  const BigNumber modulus = big_number(n);
  const BigNumber exponent = big_number(e);
  EKIBEN_CHECK(check_rsa(modulus, exponent));
  const std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>> builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1) {
    return bad_key("no numbers");
  }
  const std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* raw = nullptr;
  const bool made = parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                    EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
  Pkey key(raw);
  if (!made || !key) {
    return bad_key("RSA numbers that make no key");
  }
  // Not through adopt(): asking OpenSSL for the numbers again would cost three times the key.
  PublicKey out;
  out.impl_ = std::make_shared<const Impl>(Impl{std::move(key), KeyType::rsa, without_leading_zeros(n), without_leading_zeros(e), {}});
  return out;
}

Result<PublicKey> PublicKey::from_ed25519(std::string_view raw) {
  if (raw.size() != kEd25519Bytes) {
    return bad_key("an Ed25519 key has 32 bytes");
  }
  Pkey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(raw), raw.size()));
  if (!key) {
    return bad_key("no Ed25519 point");
  }
  PublicKey out;
  EKIBEN_TRY(out.impl_, Impl::adopt(std::move(key)));
  return out;
}

KeyType PublicKey::type() const { return impl_->type; }
std::string PublicKey::rsa_n() const { return impl_->n; }
std::string PublicKey::rsa_e() const { return impl_->e; }
std::string PublicKey::ed25519_raw() const { return impl_->raw; }

std::string PublicKey::to_pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_PUBKEY(bio.get(), impl_->key.get()) != 1) {
    return {};
  }
  char* text = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
  return verify_with(impl_->key.get(), impl_->type == KeyType::rsa ? sha256_method() : nullptr, message, signature);
}

bool PublicKey::verify_rsa_sha512(std::string_view message, std::string_view signature) const {
  return impl_->type == KeyType::rsa && verify_with(impl_->key.get(), sha512_method(), message, signature);
}

} // namespace ekiben::crypto
