#include "system/net/event_loop.h"

#include "system/net/loop_thread.h"
#include "system/net/timer.h"
#include "system/os/unique_fd.h"

#include <atomic>
#include <catch_amalgamated.hpp>
#include <sys/epoll.h>
#include <unistd.h>
#include <vector>

using namespace ekiben;
using namespace ekiben::net;
using namespace std::chrono_literals;

TEST_CASE("posted tasks run on the loop's thread in their order") {
  test::LoopThread thread;
  std::vector<int> seen;
  std::promise<bool> last;
  for (int i = 0; i < 100; ++i) {
    thread.loop.post([&seen, i] { seen.push_back(i); });
  }
  thread.loop.post([&] { last.set_value(thread.loop.in_loop_thread()); });
  CHECK(last.get_future().get());
  CHECK_FALSE(thread.loop.in_loop_thread());
  REQUIRE(seen.size() == 100);
  CHECK(std::ranges::is_sorted(seen));
}

TEST_CASE("timers fire in the order of their times and cancelled ones never") {
  test::LoopThread thread;
  std::vector<int> seen;
  std::promise<void> last;
  thread.loop.post([&] {
    const SteadyTime now = thread.loop.clock().steady_now();
    thread.loop.call_at(now + 30ms, [&] {
      seen.push_back(3);
      last.set_value();
    });
    thread.loop.call_at(now + 10ms, [&] { seen.push_back(1); });
    const auto never = thread.loop.call_at(now + 15ms, [&] { seen.push_back(99); });
    thread.loop.call_at(now + 20ms, [&] { seen.push_back(2); });
    thread.loop.cancel(never);
    thread.loop.cancel(never);
  });
  last.get_future().wait();
  CHECK(seen == std::vector{1, 2, 3});
}

TEST_CASE("a timer object may be destroyed by what it calls") {
  test::LoopThread thread;
  std::promise<void> fired;
  std::unique_ptr<Timer> timer;
  thread.loop.post([&] {
    timer = std::make_unique<Timer>(thread.loop);
    timer->set_after(1ms, [&] {
      timer.reset();
      fired.set_value();
    });
  });
  fired.get_future().wait();
  thread.stop();
  CHECK_FALSE(timer);
}

TEST_CASE("a watched descriptor is told about until it is unwatched, which it may do itself") {
  test::LoopThread thread;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const os::UniqueFd in(ends[0]);
  const os::UniqueFd out(ends[1]);
  std::atomic<int> calls{0};
  std::promise<void> done;
  thread.loop.post([&] {
    thread.loop.watch(in.get(), EPOLLIN, [&](std::uint32_t events) {
      if ((events & EPOLLIN) != 0 && ++calls == 2) { // level-triggered: nothing was read
        thread.loop.unwatch(in.get());
        done.set_value();
      }
    });
  });
  REQUIRE(::write(out.get(), "x", 1) == 1);
  done.get_future().wait();
  thread.stop();
  CHECK(calls == 2);
}

TEST_CASE("an event of a closed descriptor does not reach the one that got its number") {
  test::LoopThread thread;
  std::promise<void> done;
  std::atomic<bool> wrong{false};
  std::vector<os::UniqueFd> ends;
  thread.loop.post([&] {
    int first[2];
    int second[2];
    if (::pipe(first) != 0 || ::pipe(second) != 0) {
      return;
    }
    ends.emplace_back(first[1]);
    ends.emplace_back(second[1]);
    // Both are readable in one round; whichever comes first closes the other and watches a fresh pipe with that number.
    const auto replace = [&](int own, int other) {
      thread.loop.unwatch(own);
      thread.loop.unwatch(other);
      ::close(own);
      ::close(other);
      int fresh[2];
      if (::pipe(fresh) != 0) {
        return;
      }
      ends.emplace_back(fresh[0]);
      ends.emplace_back(fresh[1]);
      thread.loop.watch(fresh[0], EPOLLIN, [&wrong](std::uint32_t) { wrong = true; });
      thread.loop.call_at(thread.loop.clock().steady_now() + 20ms, [&, fd = fresh[0]] {
        thread.loop.unwatch(fd);
        done.set_value();
      });
    };
    const int a = first[0];
    const int b = second[0];
    thread.loop.watch(a, EPOLLIN, [=](std::uint32_t) { replace(a, b); });
    thread.loop.watch(b, EPOLLIN, [=](std::uint32_t) { replace(b, a); });
    (void)!::write(first[1], "x", 1);
    (void)!::write(second[1], "x", 1);
  });
  done.get_future().wait();
  thread.stop();
  CHECK_FALSE(wrong);
}

TEST_CASE("work that is posted from many threads is never lost") {
  test::LoopThread thread;
  std::atomic<int> count{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) {
        thread.loop.post([&] { ++count; });
      }
    });
  }
  for (auto& each : threads) {
    each.join();
  }
  std::promise<void> last;
  thread.loop.post([&] { last.set_value(); });
  last.get_future().wait();
  CHECK(count == 4000);
}
