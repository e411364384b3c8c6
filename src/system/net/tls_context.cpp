#include "system/net/tls_context.h"

#include "pure/text/ip_address.h"
#include "system/net/tls_roots.h"
#include "system/os/files.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace ekiben::net {
namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

/// Only HTTP/1.1 is spoken (RFC 7301 wire format).
constexpr unsigned char kAlpn[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

} // namespace

class TlsContext::Impl {
public:
  explicit Impl(Context context) : context_(std::move(context)) {}

  SSL_CTX* context() const { return context_.get(); }

  void load_roots_once() {
    if (!loaded_) {
      loaded_ = true;
      add_default_roots(*SSL_CTX_get_cert_store(context_.get()));
    }
  }

private:
  Context context_;
  bool loaded_ = false;
};

void TlsContext::SslDeleter::operator()(ssl_st* ssl) const { SSL_free(ssl); }

TlsContext::TlsContext(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TlsContext::~TlsContext() = default;

Result<std::unique_ptr<TlsContext>> TlsContext::create(const std::vector<std::string>& ca_files) {
  // The host's openssl.cnf is none of our business: it could name engines to load or weaken what is accepted.
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
  Context context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (!context) {
    return fail(ErrorKind::misconfigured, "TLS cannot start (no randomness?): " + take_tls_error());
  }
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_alpn_protos(context.get(), kAlpn, sizeof kAlpn);
  for (const std::string& path : ca_files) {
    auto pem = os::read_file(path, kMaxPemBytes);
    if (!pem) {
      return fail(ErrorKind::misconfigured, "tls.ca_file: " + pem.error().message);
    }
    if (add_pem(*SSL_CTX_get_cert_store(context.get()), *pem) == 0) {
      return fail(ErrorKind::misconfigured, "tls.ca_file: there is no PEM certificate in " + path);
    }
  }
  return std::unique_ptr<TlsContext>(new TlsContext(std::make_unique<Impl>(std::move(context))));
}

Result<TlsContext::Ssl> TlsContext::connect_over(int fd, const std::string& host) {
  impl_->load_roots_once();
  Ssl ssl(SSL_new(impl_->context()));
  if (!ssl || SSL_set_fd(ssl.get(), fd) != 1) {
    return fail(ErrorKind::unavailable, "TLS: " + take_tls_error());
  }
  X509_VERIFY_PARAM* expected = SSL_get0_param(ssl.get());
  // Subject alternative names only (RFC 9525): a common name is not a host name.
  X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  const bool named = text::parse_address(host) ? X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str()) == 1
                                               : X509_VERIFY_PARAM_set1_host(expected, host.data(), host.size()) == 1 &&
                                                     SSL_set_tlsext_host_name(ssl.get(), host.c_str()) == 1;
  if (!named) {
    return fail(ErrorKind::unavailable, "TLS: " + take_tls_error());
  }
  SSL_set_connect_state(ssl.get());
  return ssl;
}

std::string take_tls_error() {
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  if (code == 0) {
    return "the connection broke";
  }
  const char* reason = ERR_reason_error_string(code);
  return reason != nullptr ? reason : "error " + std::to_string(code);
}

} // namespace ekiben::net
