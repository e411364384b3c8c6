#include "system/os/prompt.h"

#include "system/os/unique_fd.h"

#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace ekiben::os {
namespace {

constexpr std::size_t kMaxSecretBytes = 1024;
constexpr char kCtrlC = 3;
constexpr char kCtrlD = 4;
constexpr char kBackspace = 8;
constexpr char kDelete = 0x7F;

/// One character of UTF-8, not one byte.
void erase_last_character(std::string& line) {
  while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80) {
    line.pop_back();
  }
  if (!line.empty()) {
    line.pop_back();
  }
}

/// Puts the terminal back even when reading fails.
class WithoutEcho {
public:
  explicit WithoutEcho(int fd) : fd_(fd) {
    if (::tcgetattr(fd_, &before_) == 0) {
      termios silent = before_;
      // Character by character and without signals: Ctrl-C arrives as a character, so the terminal is always put back.
      silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG | ICANON);
      silent.c_cc[VMIN] = 1;
      silent.c_cc[VTIME] = 0;
      active_ = ::tcsetattr(fd_, TCSAFLUSH, &silent) == 0;
    }
  }
  ~WithoutEcho() {
    if (active_) {
      ::tcsetattr(fd_, TCSAFLUSH, &before_);
    }
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;
  bool active() const { return active_; }

private:
  int fd_;
  termios before_{};
  bool active_ = false;
};

} // namespace

Result<std::string> prompt_secret(const std::string& question) {
  const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  const int in = terminal ? terminal.get() : STDIN_FILENO;
  const int out = terminal ? terminal.get() : STDERR_FILENO;
  if (!terminal && ::isatty(STDIN_FILENO) == 0) {
    return fail(ErrorKind::unavailable, "there is no terminal to ask at");
  }
  const WithoutEcho silence(in);
  if (!silence.active()) {
    return fail(ErrorKind::unavailable, "the terminal cannot be told not to show what is typed");
  }
  if (::write(out, question.data(), question.size()) < 0) {
    return fail(ErrorKind::unavailable, "the terminal cannot be written to");
  }
  const auto finished = [out](Result<std::string> result) {
    return ::write(out, "\n", 1) == 1 ? result : fail(ErrorKind::unavailable, "the terminal cannot be written to");
  };
  std::string line;
  while (true) {
    char character = 0;
    const ssize_t got = ::read(in, &character, 1);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0 || character == kCtrlC || (character == kCtrlD && line.empty())) {
      return finished(fail(ErrorKind::invalid, "interrupted"));
    }
    if (character == '\n' || character == '\r' || character == kCtrlD) {
      return finished(line);
    }
    if (character == kBackspace || character == kDelete) {
      erase_last_character(line);
      continue;
    }
    if (line.size() >= kMaxSecretBytes) {
      return finished(fail(ErrorKind::invalid, "longer than 1,024 bytes"));
    }
    line += character;
  }
}

} // namespace ekiben::os
