#include "system/os/directory_lock.h"
#include "system/os/process.h"
#include "system/os/random.h"
#include "system/os/signals.h"
#include "system/os/unique_fd.h"

#include "system/os/temporary_directory.h"

#include <algorithm>
#include <array>
#include <catch_amalgamated.hpp>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace ekiben;
using namespace ekiben::os;
using namespace std::chrono_literals;

TEST_CASE("a descriptor is closed once, by its owner") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  UniqueFd in(ends[0]);
  UniqueFd out(ends[1]);
  UniqueFd moved(std::move(in));
  CHECK_FALSE(in);
  CHECK(moved.get() == ends[0]);
  moved = std::move(out);
  CHECK(moved.get() == ends[1]);
  CHECK(::fcntl(ends[0], F_GETFD) == -1);
  const int released = moved.release();
  CHECK(::fcntl(released, F_GETFD) != -1);
  ::close(released);
}

TEST_CASE("one process at a time has a directory, and the other one learns who") {
  const test::TemporaryDirectory directory;
  {
    const auto lock = DirectoryLock::acquire(directory.path());
    REQUIRE(lock);
    const auto second = DirectoryLock::acquire(directory.path());
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::misconfigured);
    CHECK(second.error().message ==
          directory.path() + " is in use by process " + std::to_string(::getpid()) + "; only one ekiben may run on a directory");
  }
  CHECK(DirectoryLock::acquire(directory.path()));
  CHECK(DirectoryLock::acquire(directory.path() + "/missing").error().kind == ErrorKind::not_found);
}

TEST_CASE("a lock dies with its process") {
  const test::TemporaryDirectory directory;
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = DirectoryLock::acquire(directory.path());
    (void)!::write(ready[1], "x", 1);
    ::pause();
    ::_exit(0);
  }
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  CHECK_FALSE(DirectoryLock::acquire(directory.path()));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  CHECK(DirectoryLock::acquire(directory.path()));
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_CASE("random bytes differ and fill what was asked for") {
  std::array<unsigned char, 1000> a{};
  std::array<unsigned char, 1000> b{};
  fill_random(a);
  fill_random(b);
  CHECK(a != b);
  CHECK(std::ranges::count(a, 0) < 30);
  CHECK(random_bytes(0).empty());
  CHECK(random_bytes(33).size() == 33);
}

TEST_CASE("signals are values that one thread waits for") {
  Signals signals;
  CHECK_FALSE(signals.wait_for(1ms));
  ::kill(::getpid(), SIGHUP);
  CHECK(signals.wait_for(2s) == SIGHUP);
  std::thread other([] { request_stop(); });
  CHECK(signals.wait() == SIGTERM);
  other.join();
}

TEST_CASE("a unix socket tells who is at its other end") {
  int ends[2];
  REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  const UniqueFd one(ends[0]);
  const UniqueFd other(ends[1]);
  const auto peer = peer_credentials(one.get());
  REQUIRE(peer);
  CHECK(peer->uid == ::getuid());
  CHECK(peer->pid == ::getpid());
}

TEST_CASE("more files may be opened, as far as the system allows") {
  const std::size_t now = raise_open_files_limit();
  CHECK(now >= 256);
  CHECK(raise_open_files_limit() == now);
}
