#include "system/http/listener.h"

#include "test_server.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ekiben;
using namespace ekiben::http;
namespace fs = std::filesystem;

namespace {

/// A directory that is gone at the end.
class Scratch {
public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "ekiben-http-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
  fs::path path_;
};

} // namespace

TEST_CASE("listening addresses are numeric or a path") {
  CHECK(parse_listen_address("127.0.0.1:8080")->port == 8080);
  CHECK(parse_listen_address("[::1]:0")->host_or_path == "::1");
  const auto path = parse_listen_address("unix:/run/ekiben/http.sock");
  REQUIRE(path);
  CHECK(path->unix_socket);
  CHECK(path->host_or_path == "/run/ekiben/http.sock");
  for (const char* text : {"", "8080", ":8080", "localhost:80", "127.0.0.1", "127.0.0.1:99999", "unix:", "::1:80"}) {
    INFO(text);
    CHECK_FALSE(parse_listen_address(text));
  }
}

TEST_CASE("a port is not shared by two servers, and free again at once") {
  int port = 0;
  {
    const auto first = open_listener({"127.0.0.1", 0, false});
    REQUIRE(first);
    port = first->port;
    CHECK(port > 0);
    const auto second = open_listener({"127.0.0.1", port, false});
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::unavailable);
    CHECK(second.error().message.find(std::to_string(port)) != std::string::npos);
  }
  CHECK(open_listener({"127.0.0.1", port, false}));
}

TEST_CASE("IPv4 and IPv6 are served by one server") {
  Router router;
  router.add(hello_route());
  ServerOptions options;
  options.listen = {{"127.0.0.1", 0, false}};
  if (open_listener({"::1", 0, false})) { // a machine without IPv6 tests the rest
    options.listen.push_back({"::1", 0, false});
  }
  TestServer server(router, options);
  CHECK(server.server().ports().size() == options.listen.size());
  CHECK(RawClient(server.port()).ask(get("/hello")).body == "hello");
}

TEST_CASE("a unix socket is served, kept from strangers, and gone at the end") {
  const Scratch scratch;
  const auto path = scratch.file("http.sock");
  Router router;
  Route route{Method::get, "/peer", Access::everyone, 0, "'self'", {}};
  route.handler = [](const Request& request, const PathValues&, Responder responder) {
    responder.send(Response{200, {}, request.peer_address, nullptr});
  };
  router.add(std::move(route));
  ServerOptions options;
  options.listen = {{path, 0, true}};
  options.limits.max_connections_per_address = 2;
  {
    TestServer server(router, options);
    CHECK(server.port() == 0);
    CHECK((fs::status(path).permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::group_write));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 10; ++i) { // no limit by address on this machine's own
      clients.push_back(std::make_unique<RawClient>(path));
      CHECK(clients.back()->ask(get("/peer", "X-Forwarded-For: 203.0.113.7\r\n")).body == "unix");
    }
  }
  CHECK_FALSE(fs::exists(path));
  options.trusted_proxies = {"unix"};
  TestServer server(router, options);
  RawClient client(path);
  CHECK(client.ask(get("/peer", "X-Forwarded-For: 203.0.113.7\r\n")).body == "203.0.113.7");
  CHECK(client.ask(get("/peer")).body == "unix");
}

TEST_CASE("a stale socket file is replaced, a living one and other files are not") {
  const Scratch scratch;
  const auto path = scratch.file("http.sock");
  {
    auto stale = open_listener({path, 0, true});
    REQUIRE(stale);
  }
  REQUIRE(fs::exists(path)); // nobody unlinked it, as after a crash
  auto living = open_listener({path, 0, true});
  REQUIRE(living);
  const auto second = open_listener({path, 0, true});
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::unavailable);
  const auto file = scratch.file("precious");
  std::ofstream(file) << "data";
  CHECK_FALSE(open_listener({file, 0, true}));
  CHECK(fs::file_size(file) == 4);
  CHECK_FALSE(open_listener({std::string(200, 'a'), 0, true}));
}

TEST_CASE("a socket of the service manager is taken over, anything else refused") {
  auto original = open_listener({"127.0.0.1", 0, false});
  REQUIRE(original);
  const auto taken = take_over_listener(dup(original->fd.get()));
  REQUIRE(taken);
  CHECK(taken->port == original->port);
  const os::UniqueFd other(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  CHECK_FALSE(take_over_listener(other.get()));
  CHECK_FALSE(take_over_listener(9999));
}

TEST_CASE("sockets are counted only when they were passed to this very process") {
  const auto with = [](const std::string& pid, const char* count) {
    setenv("LISTEN_PID", pid.c_str(), 1);
    setenv("LISTEN_FDS", count, 1);
    const int passed = count_passed_listeners();
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    return passed;
  };
  CHECK(with(std::to_string(getpid()), "2") == 2);
  CHECK(with(std::to_string(getppid()), "2") == 0);
  CHECK(with("", "2") == 0);
  CHECK(with(std::to_string(getpid()), "many") == 0);
  CHECK(count_passed_listeners() == 0);
}
