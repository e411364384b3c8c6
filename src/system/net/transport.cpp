#include "system/net/transport.h"

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <sys/socket.h>
#include <system_error>

namespace ekiben::net {
namespace {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

SocketAddress socket_address_of(const text::Endpoint& endpoint) {
  SocketAddress address;
  if (endpoint.address.v6) {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(endpoint.port);
    std::memcpy(&v6.sin6_addr, endpoint.address.bytes.data(), 16);
    std::memcpy(&address.storage, &v6, sizeof v6);
    address.size = sizeof v6;
  } else {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(endpoint.port);
    std::memcpy(&v4.sin_addr, endpoint.address.bytes.data(), 4);
    std::memcpy(&address.storage, &v4, sizeof v4);
    address.size = sizeof v4;
  }
  return address;
}

std::string words_of_errno(int error_number) { return std::system_category().message(error_number); }

} // namespace

Result<std::unique_ptr<Transport>> Transport::dial(const text::Endpoint& to) {
  os::UniqueFd fd(::socket(to.address.v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
  if (!fd) {
    return fail(ErrorKind::unavailable, words_of_errno(errno));
  }
  const int on = 1;
  ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const SocketAddress address = socket_address_of(to);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) != 0 && errno != EINPROGRESS) {
    return fail(ErrorKind::unavailable, words_of_errno(errno));
  }
  return std::unique_ptr<Transport>(new Transport(std::move(fd)));
}

Transport::Status Transport::finish_connecting() {
  int error_number = 0;
  socklen_t size = sizeof error_number;
  ::getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &error_number, &size);
  return error_number == 0 ? Status::done : fail_with_errno(error_number);
}

Transport::Status Transport::shake_hands(TlsContext& tls, const std::string& host) {
  if (!ssl_) {
    auto ssl = tls.connect_over(fd_.get(), host);
    if (!ssl) {
      why_ = ssl.error().message;
      return Status::failed;
    }
    ssl_ = std::move(*ssl);
  }
  ERR_clear_error();
  const Status status = status_of_tls(SSL_do_handshake(ssl_.get()));
  if (status == Status::closed) {
    why_ = "closed during the TLS handshake";
    return Status::failed;
  }
  if (status == Status::failed) {
    if (const long verdict = SSL_get_verify_result(ssl_.get()); verdict != X509_V_OK) {
      why_ = std::string("its certificate is not valid: ") + X509_verify_cert_error_string(verdict);
    } else {
      why_ = "TLS: " + why_;
    }
  }
  return status;
}

Transport::Moved Transport::read(std::span<char> into) {
  if (ssl_) {
    ERR_clear_error();
    std::size_t got = 0;
    const int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &got);
    return result == 1 ? Moved{Status::done, got} : Moved{status_of_tls(result), 0};
  }
  const ssize_t got = ::recv(fd_.get(), into.data(), into.size(), 0);
  if (got > 0) {
    return {Status::done, static_cast<std::size_t>(got)};
  }
  if (got == 0) {
    return {Status::closed, 0};
  }
  return {errno == EAGAIN || errno == EINTR ? Status::want_read : fail_with_errno(errno), 0};
}

Transport::Moved Transport::write(std::string_view bytes) {
  if (ssl_) {
    ERR_clear_error();
    std::size_t put = 0;
    const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &put);
    return result == 1 ? Moved{Status::done, put} : Moved{status_of_tls(result), 0};
  }
  const ssize_t put = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (put >= 0) {
    return {Status::done, static_cast<std::size_t>(put)};
  }
  return {errno == EAGAIN || errno == EINTR ? Status::want_write : fail_with_errno(errno), 0};
}

bool Transport::has_pending() const { return ssl_ && SSL_pending(ssl_.get()) > 0; }

Transport::Status Transport::fail_with_errno(int error_number) {
  why_ = words_of_errno(error_number);
  return Status::failed;
}

Transport::Status Transport::status_of_tls(int result) {
  if (result == 1) {
    return Status::done;
  }
  const int error_number = errno;
  switch (SSL_get_error(ssl_.get(), result)) {
  case SSL_ERROR_WANT_READ:
    return Status::want_read;
  case SSL_ERROR_WANT_WRITE:
    return Status::want_write;
  case SSL_ERROR_ZERO_RETURN:
    return Status::closed;
  case SSL_ERROR_SYSCALL:
    why_ = error_number != 0 ? words_of_errno(error_number) : "the connection broke";
    ERR_clear_error();
    return Status::failed;
  default:
    why_ = take_tls_error();
    return Status::failed;
  }
}

} // namespace ekiben::net
