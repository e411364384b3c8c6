// A FAKE PEER: a plain HTTP server on loopback that answers whatever a test wants. For what no honest server does; real peers are in
// tests/interop.
#pragma once

#include <atomic>
#include <functional>
#include <httplib.h>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace ekiben::test {

class FakePeer {
public:
  struct Answer {
    int status = 200;
    std::string type = "application/activity+json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
  };

  explicit FakePeer(const std::string& address = "127.0.0.1") : address_(address) {
    const auto handle = [this](const httplib::Request& request, httplib::Response& response) { answer(request, response); };
    server_.Get(".*", handle);
    server_.Post(".*", handle);
    port_ = server_.bind_to_any_port(address);
    if (port_ <= 0) {
      throw std::runtime_error("no port for the fake peer");
    }
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    server_.wait_until_ready();
  }
  ~FakePeer() {
    server_.stop();
    thread_.join();
  }

  std::string authority() const { return address_ + ":" + std::to_string(port_); }
  std::string base() const { return "http://" + authority(); }

  void put(const std::string& path, Answer answer) {
    const std::lock_guard lock(mutex_);
    answers_[path] = std::move(answer);
  }
  void redirect(const std::string& path, const std::string& location) { put(path, {302, "text/plain", "", {{"Location", location}}}); }
  /// An actor of this peer, with `pem` as its key.
  void put_actor(const std::string& name, const std::string& pem) {
    put("/users/" + name, {200, "application/activity+json", actor(name, pem), {}});
  }
  std::string actor(const std::string& name, const std::string& pem) const {
    std::string escaped;
    for (const char c : pem) {
      escaped += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    const std::string id = base() + "/users/" + name;
    return R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + id + R"(","type":"Person","preferredUsername":")" + name +
           R"(","inbox":")" + id + R"(/inbox","publicKey":{"id":")" + id + R"(#main-key","owner":")" + id + R"(","publicKeyPem":")" +
           escaped + R"("}})";
  }
  std::string follow(const std::string& name, const std::string& object, const std::string& number = "1") const {
    const std::string id = base() + "/users/" + name;
    return R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + id + "/f/" + number + R"(","type":"Follow","actor":")" + id +
           R"(","object":")" + object + R"("})";
  }

  struct Seen {
    std::string method;
    std::string path;
    std::string body;
    httplib::Headers headers;
  };
  std::vector<Seen> seen(const std::string& path) {
    const std::lock_guard lock(mutex_);
    std::vector<Seen> out;
    for (const Seen& one : seen_) {
      if (one.path == path) {
        out.push_back(one);
      }
    }
    return out;
  }
  std::size_t count() {
    const std::lock_guard lock(mutex_);
    return seen_.size();
  }
  std::atomic<int> delay_ms{0};

private:
  void answer(const httplib::Request& request, httplib::Response& response) {
    std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms));
    const std::lock_guard lock(mutex_);
    seen_.push_back({request.method, request.path, request.body, request.headers});
    const auto found = answers_.find(request.path);
    if (found == answers_.end()) {
      response.status = 404;
      return;
    }
    response.status = found->second.status;
    for (const auto& [name, value] : found->second.headers) {
      response.set_header(name, value);
    }
    response.set_content(found->second.body, found->second.type);
  }

  std::string address_;
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
  std::mutex mutex_;
  std::map<std::string, Answer> answers_;
  std::vector<Seen> seen_;
};

} // namespace ekiben::test
