#include "system/os/child.h"

#include "system/os/confine.h"

#include <catch_amalgamated.hpp>
#include <fcntl.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace ekiben;
using namespace std::chrono_literals;

TEST_CASE("a child gets its input whole and gives its output whole, larger than any pipe") {
  const std::string text(3'000'000, 'x');
  const auto echoed = os::run_child({"/bin/cat", {}, text});
  REQUIRE(echoed);
  CHECK(*echoed == text);
}

TEST_CASE("a child that hangs is killed at the deadline") {
  os::ChildCall call{"/bin/sleep", {"30"}, ""};
  call.deadline = 100ms;
  CHECK(os::run_child(call).error().kind == ErrorKind::timeout);
}

TEST_CASE("a child that writes without end is killed at the cap") {
  os::ChildCall call{"/usr/bin/yes", {}, ""};
  call.max_output_bytes = 100'000;
  CHECK(os::run_child(call).error().kind == ErrorKind::too_large);
}

TEST_CASE("a child that does not read its input is no reason to wait") {
  const std::string text(1'000'000, 'x');
  CHECK(os::run_child({"/bin/true", {}, text}));
  CHECK(os::run_child({"/bin/false", {}, text}).error().kind == ErrorKind::invalid);
}

TEST_CASE("a confined process can compute and answer, and is killed when it opens a file") {
  const auto run = [](auto work) {
    const pid_t child = ::fork();
    if (child == 0) {
      const auto confined = os::confine_this_process();
      if (!confined || !*confined) {
        ::_exit(77); // sanitizers and kernels without seccomp
      }
      work();
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
  };
  const int calm = run([] {});
  if (WIFEXITED(calm) && WEXITSTATUS(calm) == 77) {
    SKIP("no seccomp filter in this build or on this kernel");
  }
  CHECK(WIFEXITED(calm));
  const int curious = run([] { ::open("/etc/passwd", O_RDONLY); });
  CHECK(WIFSIGNALED(curious));
}
