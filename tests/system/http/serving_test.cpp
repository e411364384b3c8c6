#include "test_server.h"

#include "pure/http/conditional.h"

#include <atomic>
#include <httplib.h>

using namespace ekiben::http;

namespace {

Route page_route(std::string pattern, std::string type, std::size_t size, std::string etag = "") {
  Route route{Method::get, std::move(pattern), Access::everyone, 0, "'self'", {}};
  route.handler = [type, size, etag](const Request&, const PathValues&, Responder responder) {
    Response response;
    response.headers.set("content-type", type);
    if (!etag.empty()) {
      response.headers.set("etag", etag);
    }
    response.body = std::string(size, 'a');
    responder.send(std::move(response));
  };
  return route;
}

} // namespace

TEST_CASE("an independent client gets answers") {
  Router router;
  router.add(hello_route());
  router.add(echo_route(2'000'000));
  TestServer server(router);
  httplib::Client client("127.0.0.1", server.port());
  client.set_keep_alive(true);
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.Get("/hello");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == "hello");
    CHECK(answer->get_header_value("content-type") == "text/plain");
    CHECK(answer->has_header("date"));
  }
  const std::string large(1'500'000, 'z');
  const auto echoed = client.Post("/echo", large, "text/plain");
  REQUIRE(echoed);
  CHECK(echoed->body == large);
  const auto chunked = client.Post(
      "/echo",
      [](std::size_t, httplib::DataSink& sink) {
        sink.write("chunk one ", 10);
        sink.write("chunk two", 9);
        sink.done();
        return true;
      },
      "text/plain");
  REQUIRE(chunked);
  CHECK(chunked->body == "chunk one chunk two");
}

TEST_CASE("HEAD is answered like GET without the body") {
  Router router;
  router.add(hello_route());
  TestServer server(router);
  RawClient client(server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto head = client.read_answer(true);
  CHECK(head.status == 200);
  CHECK(head.field("content-length") == "5");
  CHECK(client.ask(get("/hello")).body == "hello");
  client.send("HEAD /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_answer(true).status == 404);
  CHECK(client.ask(get("/hello")).body == "hello");
}

TEST_CASE("pipelined requests are answered in their order, quick and slow ones mixed") {
  Router router;
  router.add(hello_route());
  router.add(echo_route(1000));
  Route slow{Method::get, "/slow", Access::everyone, 0, "'self'", {}};
  slow.handler = [](const Request&, const PathValues&, Responder responder) {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    Response response;
    response.body = "slow";
    responder.send(std::move(response));
  };
  router.add(std::move(slow));
  TestServer server(router);
  RawClient client(server.port());
  client.send(get("/slow") + get("/hello") + post("/echo", "body") + get("/missing") + get("/slow") +
              get("/hello", "Connection: close\r\n"));
  CHECK(client.read_answer().body == "slow");
  CHECK(client.read_answer().body == "hello");
  CHECK(client.read_answer().body == "body");
  CHECK(client.read_answer().status == 404);
  CHECK(client.read_answer().body == "slow");
  const auto last = client.read_answer();
  CHECK(last.body == "hello");
  CHECK(last.field("connection") == "close");
  CHECK(client.is_closed_within(std::chrono::seconds(5)));
}

TEST_CASE("hundreds of pipelined requests in one packet are all answered") {
  Router router;
  router.add(hello_route());
  ServerOptions options;
  const auto shared = std::make_shared<const std::string>("cached");
  options.cache_lookup = [shared](const Request& request) -> std::optional<Response> {
    if (request.path() != "/cached") {
      return std::nullopt;
    }
    return Response{200, {}, "", shared};
  };
  TestServer server(router, options);
  RawClient client(server.port());
  std::string many;
  for (int i = 0; i < 300; ++i) {
    many += get(i % 3 == 0 ? "/hello" : "/cached");
  }
  client.send(many);
  for (int i = 0; i < 300; ++i) {
    REQUIRE(client.read_answer().body == (i % 3 == 0 ? "hello" : "cached"));
  }
}

TEST_CASE("a refusal keeps the connection when the request was understood") {
  Router router;
  router.add(hello_route());
  router.add(echo_route(10));
  TestServer server(router);
  RawClient client(server.port());
  const auto missing = client.ask(get("/missing"));
  CHECK(missing.status == 404);
  CHECK(missing.field("connection").empty());
  const auto wrong = client.ask("DELETE /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(wrong.status == 405);
  CHECK(wrong.field("allow") == "get, head");
  CHECK(client.ask("BREW /hello HTTP/1.1\r\nHost: x\r\n\r\n").status == 501);
  CHECK(client.ask("OPTIONS /hello HTTP/1.1\r\nHost: x\r\n\r\n").status == 405);
  CHECK(client.ask(get("/hello")).status == 200);
}

TEST_CASE("a slash too many leads to the page, and never to another host") {
  Router router;
  router.add(hello_route());
  router.add(hello_route("/@{handle}"));
  TestServer server(router);
  RawClient client(server.port());
  const auto answer = client.ask(get("/@alice/?page=2"));
  CHECK(answer.status == 301);
  CHECK(answer.field("location") == "/@alice?page=2");
  CHECK(client.ask(get("//evil.example/")).status == 404);
  CHECK(client.ask(get("//")).status == 404);
  CHECK(client.ask("POST /hello/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").status == 404);
}

TEST_CASE("HTTP/1.0 is closed unless it asks to stay") {
  Router router;
  router.add(hello_route());
  TestServer server(router);
  RawClient staying(server.port());
  const auto kept = staying.ask("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  CHECK(kept.field("connection") == "keep-alive");
  const auto last = staying.ask("GET /hello HTTP/1.0\r\n\r\n");
  CHECK(last.body == "hello");
  CHECK(staying.is_closed_within(std::chrono::seconds(5)));
}

TEST_CASE("a matching If-None-Match is answered with 304") {
  Router router;
  router.add(page_route("/page", "text/html", 10, "\"tag\""));
  TestServer server(router);
  RawClient client(server.port());
  CHECK(client.ask(get("/page", "If-None-Match: \"other\"\r\n")).status == 200);
  const auto answer = client.ask(get("/page", "If-None-Match: \"other\", \"tag\"\r\n"));
  CHECK(answer.status == 304);
  CHECK(answer.field("etag") == "\"tag\"");
  CHECK(answer.field("content-length").empty());
  CHECK(client.ask(get("/page")).body.size() == 10);
}

TEST_CASE("text is compressed for those who can read it, under its own tag") {
  Router router;
  router.add(page_route("/page", "text/html; charset=utf-8", 5000, "\"tag\""));
  router.add(page_route("/small", "text/html", 500));
  router.add(page_route("/picture", "image/png", 5000));
  TestServer server(router);
  RawClient client(server.port());
  const auto packed = client.ask(get("/page", "Accept-Encoding: gzip\r\n"));
  CHECK(packed.field("content-encoding") == "gzip");
  CHECK(packed.field("vary") == "accept-encoding");
  CHECK(packed.field("etag") == "\"tag-gzip\"");
  CHECK(packed.body.size() < 100);
  const auto plain = client.ask(get("/page"));
  CHECK(plain.body.size() == 5000);
  CHECK(plain.field("vary") == "accept-encoding");
  CHECK(plain.field("etag") == "\"tag\"");
  CHECK(client.ask(get("/page", "Accept-Encoding: gzip\r\nIf-None-Match: \"tag-gzip\"\r\n")).status == 304);
  CHECK(client.ask(get("/page", "Accept-Encoding: gzip\r\nIf-None-Match: \"tag\"\r\n")).status == 200);
  CHECK(client.ask(get("/small", "Accept-Encoding: gzip\r\n")).field("content-encoding").empty());
  CHECK(client.ask(get("/picture", "Accept-Encoding: gzip\r\n")).field("content-encoding").empty());
}

TEST_CASE("cached bytes are answered without a worker, with 304 and HEAD") {
  Router router;
  Route never{Method::get, "/cached", Access::everyone, 0, "'self'", {}};
  std::atomic<int> handled = 0;
  never.handler = [&handled](const Request&, const PathValues&, Responder) { ++handled; };
  router.add(std::move(never));
  ServerOptions options;
  const auto shared = std::make_shared<const std::string>(20'000, 'c');
  options.cache_lookup = [shared](const Request& request) -> std::optional<Response> {
    if (request.path() != "/cached") {
      return std::nullopt;
    }
    Response response{200, {}, "", shared};
    response.headers.set("etag", strong_etag(*shared));
    return response;
  };
  TestServer server(router, options);
  RawClient client(server.port());
  const auto answer = client.ask(get("/cached", "Accept-Encoding: gzip\r\n"));
  CHECK(answer.body == *shared);
  CHECK(answer.field("content-encoding").empty());
  CHECK(client.ask(get("/cached", "If-None-Match: " + answer.field("etag") + "\r\n")).status == 304);
  client.send("HEAD /cached HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_answer(true).field("content-length") == "20000");
  CHECK(client.ask(get("/cached")).body == *shared);
  CHECK(handled == 0);
}

TEST_CASE("guard, finish and error page have their say") {
  Router router;
  router.add(hello_route());
  router.add(hello_route("/private"));
  ServerOptions options;
  options.guard = [](const Request& request, const Route& route) -> std::optional<Response> {
    if (request.headers.find("host") != "x") {
      return Response{421, {}, "wrong host", nullptr};
    }
    return route.pattern == "/private" ? std::optional(Response{403, {}, "no", nullptr}) : std::nullopt;
  };
  options.finish = [](const Request&, const Route* route, Response& response) {
    response.headers.set("x-route", route != nullptr ? route->pattern : "none");
  };
  options.error_page = [](int status, const Request* request) {
    Response response;
    response.body = "page " + std::to_string(status) + (request != nullptr ? " " + request->target : " unread");
    return response;
  };
  TestServer server(router, options);
  RawClient client(server.port());
  CHECK(client.ask(get("/hello")).field("x-route") == "/hello");
  CHECK(client.ask(get("/private")).status == 403);
  CHECK(client.ask("GET /hello HTTP/1.1\r\nHost: y\r\n\r\n").body == "wrong host");
  const auto missing = client.ask(get("/missing"));
  CHECK(missing.body == "page 404 /missing");
  CHECK(missing.field("x-route") == "none");
  const auto broken = client.ask("broken\r\n\r\n");
  CHECK(broken.status == 400);
  CHECK(broken.body == "page 400 unread");
  CHECK(broken.field("x-route") == "none");
}

TEST_CASE("a handler that throws is answered with 500 and the server goes on") {
  Router router;
  router.add(hello_route());
  Route route{Method::get, "/throws", Access::everyone, 0, "'self'", {}};
  route.handler = [](const Request&, const PathValues&, Responder) { throw std::runtime_error("the world is broken"); };
  router.add(std::move(route));
  TestServer server(router);
  RawClient client(server.port());
  CHECK(client.ask(get("/throws")).status == 500);
  CHECK(client.ask(get("/hello")).status == 200);
}

TEST_CASE("an answer whose field holds a line end becomes 500, never two answers") {
  Router router;
  Route route{Method::get, "/split", Access::everyone, 0, "'self'", {}};
  route.handler = [](const Request&, const PathValues&, Responder responder) {
    Response response;
    response.headers.set("location", "/a\r\nSet-Cookie: evil=1");
    responder.send(std::move(response));
  };
  router.add(std::move(route));
  TestServer server(router);
  RawClient client(server.port());
  const auto answer = client.ask(get("/split"));
  CHECK(answer.status == 500);
  CHECK(answer.head.find("evil") == std::string::npos);
}

TEST_CASE("a client that has finished sending still gets its answer") {
  Router router;
  router.add(echo_route(100));
  TestServer server(router);
  RawClient client(server.port());
  client.send(post("/echo", "half"));
  shutdown(client.fd(), SHUT_WR);
  CHECK(client.read_answer().body == "half");
  CHECK(client.is_closed_within(std::chrono::seconds(5)));
}
