// A real server on a free port of the loopback, and a client that sends exactly the bytes it is told to.
#pragma once

#include "base/clock.h"
#include "system/http/server.h"
#include "system/os/unique_fd.h"

#include <catch_amalgamated.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace ekiben::http {

/// Started when built, stopped and joined when destroyed.
class TestServer {
public:
  explicit TestServer(const Router& router, ServerOptions options = {});
  ~TestServer() { stop(); }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  int port() const { return server_->ports().at(0); }
  Server& server() { return *server_; }
  /// Stops and waits until run() has returned.
  void stop();
  void ask_to_stop() { server_->stop(); }

private:
  SystemClock clock_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

/// One whole answer as it was received.
struct RawAnswer {
  int status = 0;
  std::string head; ///< in lower case, with the blank line
  std::string body;
  std::string field(std::string_view name) const;
};

class RawClient {
public:
  explicit RawClient(int port, const char* from = "127.0.0.1");
  explicit RawClient(const std::string& socket_path);

  /// False when the server has closed.
  bool send(std::string_view bytes);
  /// Reads the next answer by its Content-Length (none for `head_only`). Status 0 when the connection ended or 10 s went by.
  RawAnswer read_answer(bool head_only = false);
  RawAnswer ask(std::string_view bytes) {
    send(bytes);
    return read_answer();
  }
  /// True when the server ends the connection within `patience`; what it still sends is kept for read_answer().
  bool is_closed_within(std::chrono::milliseconds patience);
  /// Takes what has come, waiting up to `patience`; the size of all that is held.
  std::size_t receive(std::chrono::milliseconds patience);
  void reset(); ///< closes with a reset instead of an orderly end
  void close() { fd_.reset(); }
  int fd() const { return fd_.get(); }
  std::string& received() { return received_; }

private:
  bool receive_some(std::chrono::milliseconds patience);

  os::UniqueFd fd_;
  std::string received_;
  bool ended_ = false;
};

/// "GET PATH HTTP/1.1" with a Host and these further fields.
std::string get(std::string_view path, std::string_view fields = "");
std::string post(std::string_view path, std::string_view body, std::string_view fields = "");

/// A row that answers "hello".
Route hello_route(std::string pattern = "/hello");
/// A row that answers with the request's body.
Route echo_route(std::size_t max_body);

/// True as soon as `condition` holds, false after 10 s.
template <typename Condition> bool eventually(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) {
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

} // namespace ekiben::http
