#include "system/log/log.h"
#include "system/log/refusals.h"

#include <catch_amalgamated.hpp>
#include <fcntl.h>
#include <set>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace ekiben;

namespace {

/// What is logged while it lives.
class Captured {
public:
  explicit Captured(log::Style style = log::Style::plain) {
    if (::pipe2(ends_, O_NONBLOCK | O_CLOEXEC) != 0) {
      throw std::runtime_error("no pipe");
    }
    ::fcntl(ends_[1], F_SETPIPE_SZ, 1 << 20);
    log::redirect(ends_[1], style);
  }
  ~Captured() {
    log::redirect(STDERR_FILENO, log::Style::plain);
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;

  std::string text() {
    std::string all;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(ends_[0], buffer, sizeof buffer)) > 0;) {
      all.append(buffer, static_cast<std::size_t>(got));
    }
    return all;
  }

private:
  int ends_[2];
};

class TurnedClock final : public Clock {
public:
  Time now() const override { return Time(); }
  SteadyTime steady_now() const override { return steady; }
  SteadyTime steady{};
};

} // namespace

TEST_CASE("a journal gets priorities, a terminal words") {
  {
    Captured captured(log::Style::with_priority);
    log::error("disk full");
    log::notice("followed by a@b.example");
    log::info("listening");
    CHECK(captured.text() == "<3>disk full\n<5>followed by a@b.example\n<6>listening\n");
  }
  Captured captured;
  log::warning("late");
  log::info("listening");
  CHECK(captured.text() == "warning: late\nlistening\n");
}

TEST_CASE("debug lines come only when asked for") {
  Captured captured;
  log::debug("one");
  log::set_lowest_level(log::Level::debug);
  log::debug("two");
  log::set_lowest_level(log::Level::info);
  log::debug("three");
  CHECK(captured.text() == "debug: two\n");
}

TEST_CASE("nobody can write a line of their own into the log") {
  Captured captured(log::Style::with_priority);
  log::info("user agent: x\n<0>the machine is on fire\r\x1b[2J\x7f");
  CHECK(captured.text() == "<6>user agent: x <0>the machine is on fire ?[2J?\n");
}

TEST_CASE("a long line is cut") {
  Captured captured;
  log::info(std::string(10'000, 'x'));
  CHECK(captured.text() == std::string(2000, 'x') + "...\n");
}

TEST_CASE("lines of several threads do not mix") {
  Captured captured;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < 200; ++i) {
        log::info(std::string(100, static_cast<char>('a' + t)));
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  const std::string all = captured.text();
  CHECK(all.size() == 4 * 200 * 101);
  std::set<std::string> kinds;
  for (std::size_t at = 0; at + 101 <= all.size(); at += 101) {
    kinds.insert(all.substr(at, 101));
  }
  CHECK(kinds.size() == 4);
}

TEST_CASE("refusals are summed, and a minute costs one line for each reason") {
  Captured captured;
  TurnedClock clock;
  clock.steady += std::chrono::hours(1);
  {
    log::Refusals refusals(clock);
    for (int i = 0; i < 100'000; ++i) {
      refusals.count("wrong Host", "evil.example");
    }
    refusals.count("too many connections");
    CHECK(captured.text().empty());
    clock.steady += std::chrono::seconds(59);
    refusals.flush_if_due();
    CHECK(captured.text().empty());
    clock.steady += std::chrono::seconds(1);
    refusals.flush_if_due();
    CHECK(captured.text() == "refused in the last minute: too many connections, 1 time\n"
                             "refused in the last minute: wrong Host, 100000 times (last: evil.example)\n");
    refusals.count("late one");
  }
  CHECK(captured.text() == "refused in the last minute: late one, 1 time\n"); // said when it ends
}

TEST_CASE("the table of refusals is bounded") {
  Captured captured;
  TurnedClock clock;
  {
    log::Refusals refusals(clock);
    for (int i = 0; i < 10'000; ++i) {
      refusals.count("reason " + std::to_string(i), std::string(100'000, 'x'));
    }
  }
  const std::string all = captured.text();
  CHECK(std::ranges::count(all, '\n') == log::Refusals::kMaxReasons + 1);
  CHECK(all.find("other reasons, 9968 times") != std::string::npos);
}
