#include "test_server.h"

#include "pure/text/ascii.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace ekiben::http {

TestServer::TestServer(const Router& router, ServerOptions options) {
  if (options.listen.empty()) {
    options.listen.push_back({"127.0.0.1", 0, false});
  }
  auto server = Server::create(std::move(options), router, clock_);
  if (!server) {
    throw std::runtime_error(server.error().message);
  }
  server_ = *std::move(server);
  thread_ = std::thread([this] { server_->run(); });
}

void TestServer::stop() {
  if (thread_.joinable()) {
    server_->stop();
    thread_.join();
  }
}

std::string RawAnswer::field(std::string_view name) const {
  const auto start = head.find("\r\n" + std::string(name) + ": ");
  if (start == std::string::npos) {
    return "";
  }
  const auto value = start + 2 + name.size() + 2;
  return head.substr(value, head.find("\r\n", value) - value);
}

RawClient::RawClient(int port, const char* from) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in name{};
  name.sin_family = AF_INET;
  inet_pton(AF_INET, from, &name.sin_addr);
  if (std::string_view(from) != "127.0.0.1") {
    REQUIRE(bind(fd_.get(), reinterpret_cast<sockaddr*>(&name), sizeof name) == 0);
  }
  inet_pton(AF_INET, "127.0.0.1", &name.sin_addr);
  name.sin_port = htons(static_cast<std::uint16_t>(port));
  REQUIRE(connect(fd_.get(), reinterpret_cast<sockaddr*>(&name), sizeof name) == 0);
}

RawClient::RawClient(const std::string& socket_path) : fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  REQUIRE(socket_path.size() < sizeof name.sun_path);
  std::memcpy(name.sun_path, socket_path.data(), socket_path.size());
  REQUIRE(connect(fd_.get(), reinterpret_cast<sockaddr*>(&name), sizeof name) == 0);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto took = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (took <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(took));
  }
  return true;
}

bool RawClient::receive_some(std::chrono::milliseconds patience) {
  pollfd entry{fd_.get(), POLLIN, 0};
  if (ended_ || poll(&entry, 1, static_cast<int>(patience.count())) <= 0) {
    return false;
  }
  std::array<char, 65536> bytes{};
  const auto got = recv(fd_.get(), bytes.data(), bytes.size(), 0);
  if (got <= 0) {
    ended_ = true;
    return false;
  }
  received_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

std::size_t RawClient::receive(std::chrono::milliseconds patience) {
  receive_some(patience);
  return received_.size();
}

bool RawClient::is_closed_within(std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!ended_ && std::chrono::steady_clock::now() < end) {
    receive_some(std::chrono::milliseconds(20));
  }
  return ended_;
}

RawAnswer RawClient::read_answer(bool head_only) {
  constexpr std::chrono::milliseconds kPatience{10'000};
  RawAnswer answer;
  std::size_t end = std::string::npos;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive_some(kPatience)) {
      return {};
    }
  }
  answer.head = text::lower(received_.substr(0, end + 4));
  received_.erase(0, end + 4);
  std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
  std::size_t length = 0;
  const auto field = answer.field("content-length");
  std::from_chars(field.data(), field.data() + field.size(), length);
  if (head_only || answer.status == 304 || answer.status == 204) {
    length = 0;
  }
  while (received_.size() < length) {
    if (!receive_some(kPatience)) {
      return {};
    }
  }
  answer.body = received_.substr(0, length);
  received_.erase(0, length);
  return answer;
}

void RawClient::reset() {
  const linger option{1, 0};
  setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &option, sizeof option);
  fd_.reset();
}

std::string get(std::string_view path, std::string_view fields) {
  return std::string("GET ").append(path).append(" HTTP/1.1\r\nHost: x\r\n").append(fields).append("\r\n");
}

std::string post(std::string_view path, std::string_view body, std::string_view fields) {
  return std::string("POST ")
      .append(path)
      .append(" HTTP/1.1\r\nHost: x\r\nContent-Length: ")
      .append(std::to_string(body.size()))
      .append("\r\n")
      .append(fields)
      .append("\r\n")
      .append(body);
}

Route hello_route(std::string pattern) {
  Route route{Method::get, std::move(pattern), Access::everyone, 0, "'self'", {}};
  route.handler = [](const Request&, const PathValues&, Responder responder) {
    Response response;
    response.headers.set("content-type", "text/plain");
    response.body = "hello";
    responder.send(std::move(response));
  };
  return route;
}

Route echo_route(std::size_t max_body) {
  Route route{Method::post, "/echo", Access::everyone, max_body, "'self'", {}};
  route.handler = [](const Request& request, const PathValues&, Responder responder) {
    Response response;
    response.body = request.body;
    responder.send(std::move(response));
  };
  return route;
}

} // namespace ekiben::http
