#include "system/net/tls_roots.h"

#include "system/log/log.h"
#include "system/net/embedded_roots.h"
#include "system/os/files.h"

#include <array>
#include <limits>
#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace ekiben::net {
namespace {

/// Where distributions keep the bundle that their own tools trust.
constexpr std::array<const char*, 5> kSystemBundles{
    "/etc/ssl/certs/ca-certificates.crt",                // Debian, Alpine, Arch
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // Fedora, CentOS 7 and newer
    "/etc/pki/tls/certs/ca-bundle.crt",                  // CentOS 6
    "/etc/ssl/ca-bundle.pem",                            // SUSE
    "/etc/ssl/cert.pem",                                 // BSD-like layouts
};
/// Fewer is a remnant (an emptied file, one local authority), and would cut the server off from the world.
constexpr std::size_t kUsableBundle = 20;

std::size_t add_embedded(X509_STORE& store) {
  std::size_t added = 0;
  for (const std::string_view der : embedded_roots()) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())), X509_free);
    added += certificate && X509_STORE_add_cert(&store, certificate.get()) == 1 ? 1 : 0;
  }
  ERR_clear_error();
  return added;
}

} // namespace

std::size_t add_pem(X509_STORE& store, std::string_view pem) {
  if (pem.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return 0;
  }
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  std::size_t added = 0;
  while (bio) {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
    if (!certificate) {
      break;
    }
    added += X509_STORE_add_cert(&store, certificate.get()) == 1 ? 1 : 0;
  }
  ERR_clear_error(); // "no start line" is how the end is told
  return added;
}

std::size_t add_default_roots(X509_STORE& store) {
  for (const char* path : kSystemBundles) {
    const auto pem = os::read_file(path, kMaxPemBytes);
    if (!pem) {
      continue;
    }
    // Counted before anything is added: a remnant must not become half of what is trusted.
    std::size_t begins = 0;
    for (auto at = pem->find("-----BEGIN "); at != std::string::npos && begins < kUsableBundle; at = pem->find("-----BEGIN ", at + 1)) {
      ++begins;
    }
    if (begins < kUsableBundle) {
      continue;
    }
    const std::size_t added = add_pem(store, *pem);
    if (added >= kUsableBundle) {
      log::info("trusting the " + std::to_string(added) + " certificate authorities of " + path);
      return added;
    }
  }
  const std::size_t added = add_embedded(store);
  log::info("trusting the " + std::to_string(added) + " certificate authorities inside the binary");
  return added;
}

} // namespace ekiben::net
