// A server that answers with whatever bytes a test wants, over TCP or TLS, one thread a connection.
#pragma once

#include "system/os/unique_fd.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct ssl_ctx_st;
struct ssl_st;

namespace ekiben::net::test {

/// One connection as the script sees it. Reads and writes give up when the server is destroyed.
class Connection {
public:
  Connection(int fd, ssl_st* ssl) : fd_(fd), ssl_(ssl) {}
  /// Head and, with a Content-Length, body. Empty when the client is gone.
  std::string read_request();
  /// False when the client is gone.
  bool write(std::string_view bytes);
  /// Waits until the client closes or `milliseconds` pass.
  void linger(int milliseconds);
  /// Ends the sending side: with close_notify over TLS.
  void finish();

private:
  long read_some(char* into, std::size_t size);
  int fd_;
  ssl_st* ssl_;
  std::string rest_;
};

class ScriptedServer {
public:
  using Script = std::function<void(Connection&)>;
  /// `tls` is not owned; null: plain.
  explicit ScriptedServer(Script script, ssl_ctx_st* tls = nullptr);
  ~ScriptedServer();

  int port() const { return port_; }
  std::string url(std::string_view path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + std::string(path); }
  int connections() const { return connections_; }

private:
  void serve();
  void talk(int fd);

  Script script_;
  ssl_ctx_st* tls_;
  os::UniqueFd listener_;
  int port_ = 0;
  std::atomic<int> connections_{0};
  std::mutex mutex_;
  std::vector<std::thread> threads_;
  std::vector<int> open_;
  bool closing_ = false;
  std::thread accepting_;
};

/// Answers every connection's first request with these bytes and closes.
inline ScriptedServer::Script answer_with(std::string bytes) {
  return [bytes = std::move(bytes)](Connection& connection) {
    if (!connection.read_request().empty()) {
      connection.write(bytes);
    }
  };
}

} // namespace ekiben::net::test
