// The event loop on a thread of its own, and requests that a test waits for.
#pragma once

#include "base/clock.h"
#include "system/net/event_loop.h"
#include "system/net/http_client.h"

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace ekiben::net::test {

class LoopThread {
public:
  LoopThread() : loop(clock_), thread_([this] { loop.run(); }) {}
  ~LoopThread() { stop(); }
  void stop() {
    if (thread_.joinable()) {
      loop.stop();
      thread_.join();
    }
  }

private:
  SystemClock clock_;

public:
  EventLoop loop;

private:
  std::thread thread_;
};

inline ClientRequest get(std::string url) {
  ClientRequest request;
  request.url = std::move(url);
  request.total_timeout = std::chrono::seconds(5);
  return request;
}

inline ClientRequest post(std::string url, std::string body) {
  ClientRequest request = get(std::move(url));
  request.method = http::Method::post;
  request.body = std::move(body);
  return request;
}

/// Development options: plain http, and loopback may be dialled.
inline ClientOptions loopback_options() {
  ClientOptions options;
  options.policy = AddressPolicy({*parse_cidr("127.0.0.0/8"), *parse_cidr("::1/128")});
  options.plain_http = true;
  options.user_agent = "ekiben-test";
  return options;
}

/// A client and its loop. The client goes after the loop stopped.
class Client {
public:
  explicit Client(ClientOptions options = loopback_options()) {
    auto made = HttpClient::create(thread_.loop, std::move(options));
    if (!made) {
      throw std::runtime_error(made.error().message);
    }
    client_ = std::move(*made);
  }
  ~Client() { close(); }

  std::future<Result<ClientResponse>> start(ClientRequest request) {
    auto promise = std::make_shared<std::promise<Result<ClientResponse>>>();
    client_->send(std::move(request), [promise](Result<ClientResponse> result) { promise->set_value(std::move(result)); });
    return promise->get_future();
  }
  Result<ClientResponse> fetch(ClientRequest request) { return start(std::move(request)).get(); }
  /// Stops the loop and destroys the client: open requests end here.
  void close() {
    thread_.stop();
    client_.reset();
  }
  HttpClient& operator*() { return *client_; }
  EventLoop& loop() { return thread_.loop; }

private:
  LoopThread thread_;
  std::unique_ptr<HttpClient> client_;
};

} // namespace ekiben::net::test
