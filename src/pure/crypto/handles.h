// Owners of OpenSSL's objects, for this folder alone.
#pragma once

#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace ekiben::crypto {

template <auto free_it> struct Freer {
  template <typename T> void operator()(T* object) const { free_it(object); }
};

using Pkey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;

inline const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
inline unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// SHA-256 and SHA-512 looked up once: looking up at each call costs a tenth of a digest of 2 kB (stack.md section 6).
const EVP_MD* sha256_method();
const EVP_MD* sha512_method();

} // namespace ekiben::crypto
