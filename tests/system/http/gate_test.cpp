#include "test_server.h"

#include <atomic>

using namespace ekiben::http;

namespace {

/// Answers with what arrived: target, X-T, peer.
Route mirror_route(std::string pattern) {
  Route route{Method::get, std::move(pattern), Access::everyone, 0, "'self'", {}};
  route.handler = [](const Request& request, const PathValues&, Responder responder) {
    Response response;
    response.body = request.target + "|" + std::string(request.headers.find("x-t").value_or("-")) + "|" + request.peer_address + "|" +
                    (request.from_proxy ? "proxied" : "direct");
    responder.send(std::move(response));
  };
  return route;
}

int status_of(int port, std::string_view bytes) { return RawClient(port).ask(bytes).status; }

} // namespace

TEST_CASE("B10 a handler sees target and values as the raw bytes") {
  Router router;
  router.add(mirror_route("/raw/{name*}"));
  TestServer server(router);
  RawClient client(server.port());
  CHECK(client.ask(get("/raw/a%2Fb/../%E9?q=%0d%0a", "X-T: a%0d%0aSet-Cookie: x\r\n")).body ==
        "/raw/a%2Fb/../%E9?q=%0d%0a|a%0d%0aSet-Cookie: x|127.0.0.1|direct");
}

TEST_CASE("B15 ambiguous messages are refused and the connection ends") {
  Router router;
  router.add(hello_route());
  router.add(echo_route(1000));
  TestServer server(router);
  for (const std::string& bytes :
       {std::string("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /hello "
                    "HTTP/1.1\r\n\r\n"),
        std::string("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
        std::string("GET /hello HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"), std::string("GET /hello HTTP/1.1\r\n\r\n"),
        std::string("GET /hello HTTP/1.1\nHost: x\n\n"), std::string("GET /hello HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n"),
        std::string("GET /hello HTTP/1.1\r\nHost : x\r\n\r\n"), std::string("GET http://x/hello HTTP/1.1\r\nHost: x\r\n\r\n"),
        std::string("GET /hello HTTP/1.1\r\nHost: x\r\nX: ") + '\0' + "\r\n\r\n", std::string("\x16\x03\x01\x02\x00\x01\x00\x01", 8),
        std::string("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n")}) {
    INFO(bytes);
    RawClient client(server.port());
    client.send(bytes + get("/hello")); // a smuggled second request must not be answered
    const auto answer = client.read_answer();
    CHECK(answer.status == 400);
    CHECK(answer.field("connection") == "close");
    CHECK(client.is_closed_within(std::chrono::seconds(5)));
    CHECK(client.received().empty());
  }
}

TEST_CASE("B32 a compressed body is refused before it is read") {
  Router router;
  router.add(echo_route(1000));
  TestServer server(router);
  CHECK(status_of(server.port(), post("/echo", "packed", "Content-Encoding: gzip\r\n")) == 415);
}

TEST_CASE("B42 a body over its row's limit is refused before it is sent and before a worker has seen it") {
  Router router;
  std::atomic<int> handled = 0;
  auto route = echo_route(1000);
  route.handler = [&handled, inner = route.handler](const Request& request, const PathValues& values, Responder responder) {
    ++handled;
    inner(request, values, std::move(responder));
  };
  router.add(std::move(route));
  router.add(hello_route());
  TestServer server(router);
  CHECK(status_of(server.port(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n") == 413);
  CHECK(status_of(server.port(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999999\r\nExpect: 100-continue\r\n\r\n") ==
        413);
  CHECK(status_of(server.port(), "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n") == 413);
  CHECK(status_of(server.port(), "GET /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na") == 413);
  CHECK(status_of(server.port(), "POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n") == 404);
  CHECK(handled == 0);
  CHECK(status_of(server.port(), post("/echo", std::string(1000, 'a'))) == 200);
  CHECK(handled == 1);
}

TEST_CASE("a client that goes on sending a refused body can still read why") {
  Router router;
  router.add(echo_route(1000));
  TestServer server(router);
  RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n");
  for (int i = 0; i < 20; ++i) {
    client.send(std::string(20'000, 'a'));
  }
  CHECK(client.read_answer().status == 413);
}

TEST_CASE("oversized heads and targets get their own status") {
  Router router;
  router.add(hello_route());
  TestServer server(router);
  CHECK(status_of(server.port(), get("/" + std::string(5000, 'a'))) == 414);
  CHECK(status_of(server.port(), get("/hello", "X: " + std::string(17'000, 'a') + "\r\n")) == 431);
  std::string fields;
  for (int i = 0; i < 101; ++i) {
    fields += "X: 1\r\n";
  }
  CHECK(status_of(server.port(), get("/hello", fields)) == 431);
  CHECK(status_of(server.port(), "GET / HTTP/3.0\r\nHost: x\r\n\r\n") == 505);
  CHECK(status_of(server.port(), post("/hello", "x", "Expect: magic\r\n")) == 417);
  CHECK(status_of(server.port(), "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n") == 501);
}

TEST_CASE("a client that waits for 100 Continue gets it, then its answer") {
  Router router;
  router.add(echo_route(1000));
  TestServer server(router);
  RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.read_answer().status == 100);
  client.send("body");
  CHECK(client.read_answer().body == "body");
}

TEST_CASE("requests that arrive byte by byte are put together") {
  Router router;
  router.add(echo_route(1000));
  TestServer server(router);
  RawClient client(server.port());
  for (const char byte :
       post("/echo", "bytes") + "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n") {
    client.send(std::string(1, byte));
  }
  CHECK(client.read_answer().body == "bytes");
  CHECK(client.read_answer().body == "ab");
}

TEST_CASE("forwarded headers are believed from trusted proxies only") {
  Router router;
  router.add(mirror_route("/mirror"));
  const std::string request = get("/mirror", "X-Forwarded-For: 198.51.100.9, 203.0.113.7\r\n");
  TestServer stranger(router);
  CHECK(RawClient(stranger.port()).ask(request).body == "/mirror|-|127.0.0.1|direct");
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  TestServer trusting(router, options);
  CHECK(RawClient(trusting.port()).ask(request).body == "/mirror|-|203.0.113.7|proxied");
  CHECK(RawClient(trusting.port()).ask(get("/mirror", "X-Forwarded-For: nonsense\r\n")).body == "/mirror|-|127.0.0.1|direct");
  CHECK(RawClient(trusting.port()).ask(get("/mirror")).body == "/mirror|-|127.0.0.1|direct");
}
