// The client against servers that lie, stall or flood.
#include "system/net/http_client.h"

#include "system/net/loop_thread.h"
#include "system/net/scripted_server.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::net;
using namespace std::chrono_literals;
using test::answer_with;
using test::Client;
using test::Connection;
using test::get;
using test::post;
using test::ScriptedServer;

namespace {

Error failure_of(const std::string& answer, std::size_t max_body_bytes = 1000) {
  ScriptedServer server(answer_with(answer));
  Client client;
  auto request = get(server.url());
  request.max_body_bytes = max_body_bytes;
  auto response = client.fetch(std::move(request));
  REQUIRE_FALSE(response);
  return response.error();
}

Error failure_of(ScriptedServer::Script script, std::chrono::milliseconds timeout) {
  ScriptedServer server(std::move(script));
  Client client;
  auto request = get(server.url());
  request.total_timeout = timeout;
  const auto begun = std::chrono::steady_clock::now();
  auto response = client.fetch(std::move(request));
  CHECK(std::chrono::steady_clock::now() - begun < timeout + 500ms);
  REQUIRE_FALSE(response);
  return response.error();
}

} // namespace

TEST_CASE("B31 a server that says nothing is given up at the total deadline") {
  CHECK(failure_of([](Connection& connection) { connection.linger(5000); }, 200ms).kind == ErrorKind::timeout);
}

TEST_CASE("B31 no request may ask for more time than the owner allows") {
  ScriptedServer server([](Connection& connection) { connection.linger(5000); });
  auto options = test::loopback_options();
  options.longest_total_timeout = 200ms;
  Client client(std::move(options));
  const auto begun = std::chrono::steady_clock::now();
  CHECK(client.fetch(get(server.url())).error().kind == ErrorKind::timeout);
  CHECK(std::chrono::steady_clock::now() - begun < 1s);
}

TEST_CASE("B31 a server that drips bytes is given up at the same deadline") {
  const auto drip = [](Connection& connection) {
    connection.read_request();
    connection.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
    for (int i = 0; i < 1000 && connection.write("x"); ++i) {
      std::this_thread::sleep_for(5ms);
    }
  };
  CHECK(failure_of(drip, 300ms).kind == ErrorKind::timeout);
}

TEST_CASE("B31 a server that drips its head is given up at the same deadline") {
  const auto drip = [](Connection& connection) {
    connection.read_request();
    connection.write("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 1000 && connection.write("x: y\r\n"); ++i) {
      std::this_thread::sleep_for(10ms);
    }
  };
  CHECK(failure_of(drip, 300ms).kind == ErrorKind::timeout);
}

TEST_CASE("B31 a server that does not read what is posted is given up at the same deadline") {
  ScriptedServer server([](Connection& connection) { connection.linger(5000); });
  Client client;
  auto request = post(server.url(), std::string(20'000'000, 'x'));
  request.total_timeout = 300ms;
  CHECK(client.fetch(std::move(request)).error().kind == ErrorKind::timeout);
}

TEST_CASE("B31 a head without an end is cut off at 16 KiB") {
  CHECK(failure_of("HTTP/1.1 200 OK\r\nx: " + std::string(40'000, 'y')).kind == ErrorKind::too_large);
  std::string fields = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 101; ++i) {
    fields += "a: b\r\n";
  }
  CHECK(failure_of(fields + "\r\n").kind == ErrorKind::unavailable);
}

TEST_CASE("B31 interim answers without an end are cut off") {
  const auto chatter = [](Connection& connection) {
    connection.read_request();
    while (connection.write("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n")) {
    }
  };
  CHECK(failure_of(chatter, 2s).kind == ErrorKind::unavailable);
}

TEST_CASE("a few interim answers are skipped") {
  ScriptedServer server(
      answer_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nx: y\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
  Client client;
  CHECK(client.fetch(get(server.url()))->body == "ok");
}

TEST_CASE("B32 a body over the cap is refused, however its end is told") {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  CHECK(failure_of(head + "content-length: 1001\r\n\r\n").kind == ErrorKind::too_large);
  CHECK(failure_of(head + "content-length: 900000000000000000\r\n\r\n").kind == ErrorKind::too_large);
  CHECK(failure_of(head + "transfer-encoding: chunked\r\n\r\n3e9\r\n").kind == ErrorKind::too_large);
  CHECK(failure_of(head + "\r\n" + std::string(1001, 'x')).kind == ErrorKind::too_large);
}

TEST_CASE("B32 a compressed answer is refused, since none was asked for") {
  CHECK(failure_of("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc").kind == ErrorKind::unavailable);
  CHECK(failure_of("HTTP/1.1 200 OK\r\ncontent-encoding: br, gzip\r\ncontent-length: 3\r\n\r\nabc").kind == ErrorKind::unavailable);
  ScriptedServer server(answer_with("HTTP/1.1 200 OK\r\ncontent-encoding: identity\r\ncontent-length: 3\r\n\r\nabc"));
  Client client;
  CHECK(client.fetch(get(server.url()))->body == "abc");
}

TEST_CASE("a body of exactly the cap passes") {
  for (const std::string& framing : {std::string("content-length: 1000\r\n\r\n") + std::string(1000, 'x'),
                                     std::string("transfer-encoding: chunked\r\n\r\n3e8\r\n") + std::string(1000, 'x') + "\r\n0\r\n\r\n",
                                     std::string("\r\n") + std::string(1000, 'x')}) {
    ScriptedServer server(answer_with("HTTP/1.1 200 OK\r\n" + framing));
    Client client;
    auto request = get(server.url());
    request.max_body_bytes = 1000;
    const auto response = client.fetch(std::move(request));
    REQUIRE(response);
    CHECK(response->body.size() == 1000);
  }
}

TEST_CASE("an answer that is ambiguous or no HTTP is refused") {
  const std::string answer = GENERATE(
      "", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 200\nOK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
      "HTTP/1.1 099 No\r\n\r\n", "HTTP/1.1 600 No\r\n\r\n",
      "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxy", "HTTP/1.1 200 OK\r\ncontent-length: 1, 1\r\n\r\nx",
      "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\nx", "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\ncontent-length: 0x1\r\n\r\nx", "HTTP/1.1 200 OK\r\ncontent-length: \r\n\r\nx",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 200 OK\r\nx: a\r\n b\r\n\r\n",
      "HTTP/1.1 200 OK\r\nx : a\r\n\r\n", "HTTP/1.1 200 OK\r\nx: a\nb: c\r\n\r\n", "HTTP/1.1 200 OK\r\nx: a\rb\r\n\r\n",
      "HTTP/1.1 200 OK\r\n: a\r\n\r\n", "HTTP/1.1 200 OK\r\nnothing\r\n\r\n", "HTTP/1.1 101 Switching\r\nupgrade: websocket\r\n\r\n",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\nx\n0\n\n",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffff\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc", "HTTP/1.1 200 OK\r\nx: y\r\n");
  CAPTURE(answer);
  CHECK(failure_of(answer).kind == ErrorKind::unavailable);
}

TEST_CASE("an answer that comes before the request was taken is believed") {
  ScriptedServer server([](Connection& connection) {
    connection.write("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    connection.finish();
    std::this_thread::sleep_for(100ms);
  });
  Client client;
  const auto response = client.fetch(post(server.url(), std::string(5'000'000, 'x')));
  REQUIRE(response);
  CHECK(response->status == 413);
}

TEST_CASE("204 and 304 end with their head, whatever it says") {
  for (const auto* status : {"204 No Content", "304 Not Modified"}) {
    ScriptedServer server(answer_with("HTTP/1.1 " + std::string(status) + "\r\ncontent-length: 500\r\n\r\n"));
    Client client;
    const auto response = client.fetch(get(server.url()));
    REQUIRE(response);
    CHECK(response->body.empty());
  }
}

TEST_CASE("a port where nobody listens is unavailable, at once") {
  int port = 0;
  {
    const ScriptedServer gone([](Connection&) {});
    port = gone.port();
  }
  Client client;
  const auto response = client.fetch(get("http://127.0.0.1:" + std::to_string(port) + "/"));
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::unavailable);
}

TEST_CASE("answers that together would fill the memory are refused") {
  ScriptedServer server([](Connection& connection) {
    connection.read_request();
    connection.write("HTTP/1.1 200 OK\r\ncontent-length: 900000\r\n\r\n" + std::string(600'000, 'x'));
    connection.linger(400);
  });
  auto options = test::loopback_options();
  options.max_buffered_bytes = 1'000'000;
  Client client(std::move(options));
  std::vector<std::future<Result<ClientResponse>>> answers;
  for (int i = 0; i < 4; ++i) {
    answers.push_back(client.start(get(server.url())));
  }
  int refused = 0;
  for (auto& answer : answers) {
    refused += answer.get().error().kind == ErrorKind::too_many ? 1 : 0;
  }
  CHECK(refused == 3);
}

TEST_CASE("a flood of one connection does not starve another") {
  ScriptedServer flood([](Connection& connection) {
    connection.read_request();
    connection.write("HTTP/1.1 200 OK\r\ncontent-length: 500000000\r\n\r\n");
    const std::string block(1 << 16, 'x');
    for (int i = 0; i < 4000 && connection.write(block); ++i) {
    }
  });
  ScriptedServer quick(answer_with("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
  auto options = test::loopback_options();
  options.max_buffered_bytes = 600'000'000;
  Client client(std::move(options));
  auto request = get(flood.url());
  request.max_body_bytes = 600'000'000;
  request.total_timeout = 1s;
  auto flooded = client.start(std::move(request));
  const auto begun = std::chrono::steady_clock::now();
  CHECK(client.fetch(get(quick.url()))->body == "ok");
  CHECK(std::chrono::steady_clock::now() - begun < 500ms);
  flooded.wait();
}
