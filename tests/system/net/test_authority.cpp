#include "system/net/test_authority.h"

#include "system/os/unique_fd.h"

#include <cstdlib>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdexcept>
#include <unistd.h>

namespace ekiben::net::test {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Key make_key() { return Key(EVP_EC_gen("P-256"), EVP_PKEY_free); }

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate make_certificate(EVP_PKEY* key, const std::string& subject, const std::string& alternative_name, X509* issuer,
                             EVP_PKEY* issuer_key, Validity validity) {
  static long serial = 0;
  constexpr long kDay = 86'400;
  Certificate certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), validity == Validity::not_yet ? kDay : -2 * kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validity == Validity::expired ? -kDay : 2 * kDay);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(subject.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer != nullptr ? issuer : certificate.get()));
  X509_set_pubkey(certificate.get(), key);
  X509* const signer = issuer != nullptr ? issuer : certificate.get();
  add_extension(certificate.get(), signer, NID_basic_constraints,
                issuer == nullptr && alternative_name.empty() ? "critical,CA:TRUE" : "CA:FALSE");
  if (!alternative_name.empty()) {
    add_extension(certificate.get(), signer, NID_subject_alt_name, alternative_name);
  }
  X509_sign(certificate.get(), issuer_key, EVP_sha256());
  return certificate;
}

TestAuthority::Context make_context(X509* certificate, EVP_PKEY* key) {
  TestAuthority::Context context(SSL_CTX_new(TLS_server_method()));
  if (SSL_CTX_use_certificate(context.get(), certificate) != 1 || SSL_CTX_use_PrivateKey(context.get(), key) != 1) {
    throw std::runtime_error("no TLS server context");
  }
  return context;
}

} // namespace

class TestAuthority::Impl {
public:
  Impl() : key(make_key()), certificate(make_certificate(key.get(), "test authority", "", nullptr, key.get(), Validity::now)) {
    char name[] = "/tmp/ekiben-test-ca-XXXXXX";
    const os::UniqueFd fd(::mkstemp(name));
    std::FILE* file = ::fdopen(::dup(fd.get()), "w");
    if (file == nullptr || PEM_write_X509(file, certificate.get()) != 1 || std::fclose(file) != 0) {
      throw std::runtime_error("no file for the authority's certificate");
    }
    path = name;
  }
  ~Impl() { ::unlink(path.c_str()); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Key key;
  Certificate certificate;
  std::string path;
};

TestAuthority::TestAuthority() : impl_(std::make_unique<Impl>()) {}
TestAuthority::~TestAuthority() = default;
const std::string& TestAuthority::pem_file() const { return impl_->path; }

void TestAuthority::ContextDeleter::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

TestAuthority::Context TestAuthority::server(const std::string& name, Validity validity) const {
  const Key key = make_key();
  const Certificate certificate = make_certificate(key.get(), "wrong.example", name, impl_->certificate.get(), impl_->key.get(), validity);
  return make_context(certificate.get(), key.get());
}

TestAuthority::Context self_signed_server(const std::string& name) {
  const Key key = make_key();
  const Certificate certificate = make_certificate(key.get(), "self", name, nullptr, key.get(), Validity::now);
  return make_context(certificate.get(), key.get());
}

} // namespace ekiben::net::test
