#include "system/os/prompt.h"

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ekiben;

namespace {

struct Asked {
  std::string answer; ///< "=" and the secret, or "!" and the error
  std::string shown;  ///< what the person saw
};

/// A child with a terminal of its own is asked; `typed` is what the person types after the question.
Asked ask(const std::string& typed) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  REQUIRE(terminal >= 0);
  REQUIRE(::grantpt(terminal) == 0);
  REQUIRE(::unlockpt(terminal) == 0);
  const std::string name = ::ptsname(terminal);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::setsid();
    const int slave = ::open(name.c_str(), O_RDWR);
    ::ioctl(slave, TIOCSCTTY, 0);
    const auto secret = os::prompt_secret("Password: ");
    const std::string out = secret ? "=" + *secret : "!" + secret.error().message;
    (void)!::write(ends[1], out.data(), out.size());
    ::_exit(0);
  }
  ::close(ends[1]);
  Asked asked;
  bool sent = false;
  pollfd entry{terminal, POLLIN, 0};
  while (::poll(&entry, 1, 5000) > 0) {
    char buffer[256];
    const ssize_t got = ::read(terminal, buffer, sizeof buffer);
    if (got <= 0) {
      break;
    }
    asked.shown.append(buffer, static_cast<std::size_t>(got));
    if (!sent && asked.shown.find("Password: ") != std::string::npos) {
      (void)!::write(terminal, typed.data(), typed.size());
      sent = true;
    }
  }
  char buffer[2048];
  const ssize_t got = ::read(ends[0], buffer, sizeof buffer);
  asked.answer.assign(buffer, static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  ::waitpid(child, nullptr, 0);
  ::close(terminal);
  ::close(ends[0]);
  return asked;
}

} // namespace

TEST_CASE("a secret is typed and never shown") {
  const Asked asked = ask("tr\xC3\xBCmmer haft\n");
  CHECK(asked.answer == "=tr\xC3\xBCmmer haft");
  CHECK(asked.shown == "Password: \r\n");
}

TEST_CASE("a slip can be taken back, a whole character at a time") {
  CHECK(ask("ab\xE3\x81\x82\x7F\x7F"
            "c\n")
            .answer == "=ac");
}

TEST_CASE("Ctrl-C is an answer too") { CHECK(ask("abc\x03").answer == "!interrupted"); }

TEST_CASE("a secret has a largest length") { CHECK(ask(std::string(1025, 'x') + "\n").answer == "!longer than 1,024 bytes"); }
