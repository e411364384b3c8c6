#include "system/log/log.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace ekiben::log {
namespace {

constexpr std::size_t kMaxLineBytes = 2000;

/// JOURNAL_STREAM names the device and inode of the socket that a journal reads; a shell's redirection changes stderr but not the variable
/// (systemd.exec(5)).
Style style_of_stderr() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status{};
  if (stream == nullptr || fstat(STDERR_FILENO, &status) != 0) {
    return Style::plain;
  }
  const std::string here = std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
  return here == stream ? Style::with_priority : Style::plain;
}

std::atomic<int> output_fd{STDERR_FILENO};
std::atomic<Level> lowest_level{Level::info};
std::atomic<bool> redirected{false};
std::atomic<Style> redirected_style{Style::plain};

Style current_style() {
  static const Style style = style_of_stderr();
  return redirected ? redirected_style.load() : style;
}

std::string_view word_of(Level level) {
  switch (level) {
  case Level::error:
    return "error: ";
  case Level::warning:
    return "warning: ";
  case Level::notice:
  case Level::info:
    return "";
  case Level::debug:
    return "debug: ";
  }
  return "";
}

} // namespace

void write(Level level, std::string_view text) {
  if (level > lowest_level.load(std::memory_order_relaxed)) {
    return;
  }
  std::string line;
  line.reserve(text.size() + 16);
  if (current_style() == Style::with_priority) {
    line += "<" + std::to_string(static_cast<int>(level)) + ">";
  } else {
    line += word_of(level);
  }
  for (const char c : text.substr(0, kMaxLineBytes)) {
    const auto byte = static_cast<unsigned char>(c);
    line += c == '\n' || c == '\r' || c == '\t' ? ' ' : (byte < 0x20 || byte == 0x7F ? '?' : c);
  }
  line += text.size() > kMaxLineBytes ? "...\n" : "\n";
  // One write: lines of several threads do not mix. A full or closed pipe must not stop a server, so what does not fit is lost.
  ssize_t written = -1;
  do {
    written = ::write(output_fd.load(), line.data(), line.size());
  } while (written < 0 && errno == EINTR);
}

void set_lowest_level(Level level) { lowest_level = level; }

void redirect(int fd, Style style) {
  redirected_style = style;
  output_fd = fd;
  redirected = true;
}

} // namespace ekiben::log
