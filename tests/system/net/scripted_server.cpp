#include "system/net/scripted_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstdlib>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace ekiben::net::test {

std::string Connection::read_request() {
  while (true) {
    const auto end = rest_.find("\r\n\r\n");
    if (end != std::string::npos) {
      std::size_t length = 0;
      if (const auto field = rest_.find("content-length: "); field != std::string::npos && field < end) {
        length = std::strtoul(rest_.c_str() + field + 16, nullptr, 10);
      }
      if (rest_.size() >= end + 4 + length) {
        std::string request = rest_.substr(0, end + 4 + length);
        rest_.erase(0, end + 4 + length);
        return request;
      }
    }
    char buffer[4096];
    const long got = read_some(buffer, sizeof buffer);
    if (got <= 0) {
      return {};
    }
    rest_.append(buffer, static_cast<std::size_t>(got));
  }
}

long Connection::read_some(char* into, std::size_t size) {
  return ssl_ != nullptr ? SSL_read(ssl_, into, static_cast<int>(size)) : ::recv(fd_, into, size, 0);
}

bool Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const long put = ssl_ != nullptr ? SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()))
                                     : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (put <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

void Connection::linger(int milliseconds) {
  pollfd entry{fd_, POLLRDHUP, 0};
  ::poll(&entry, 1, milliseconds);
}

void Connection::finish() {
  if (ssl_ != nullptr) {
    SSL_shutdown(ssl_);
  }
  ::shutdown(fd_, SHUT_WR);
}

ScriptedServer::ScriptedServer(Script script, ssl_ctx_st* tls)
    : script_(std::move(script)), tls_(tls), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_.get(), 64) != 0 ||
      ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no listening socket");
  }
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { serve(); });
}

ScriptedServer::~ScriptedServer() {
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
    for (const int fd : open_) {
      ::shutdown(fd, SHUT_RDWR);
    }
  }
  ::shutdown(listener_.get(), SHUT_RDWR);
  accepting_.join();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

void ScriptedServer::serve() {
  while (true) {
    const int fd = ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) {
      return;
    }
    const std::scoped_lock lock(mutex_);
    if (closing_) {
      ::close(fd);
      return;
    }
    ++connections_;
    open_.push_back(fd);
    threads_.emplace_back([this, fd] { talk(fd); });
  }
}

void ScriptedServer::talk(int fd) {
  SSL* ssl = nullptr;
  bool ready = true;
  if (tls_ != nullptr) {
    ssl = SSL_new(tls_);
    SSL_set_fd(ssl, fd);
    ready = SSL_accept(ssl) == 1;
  }
  if (ready) {
    Connection connection(fd, ssl);
    script_(connection);
  }
  SSL_free(ssl);
  const std::scoped_lock lock(mutex_);
  std::erase(open_, fd);
  ::close(fd);
}

} // namespace ekiben::net::test
