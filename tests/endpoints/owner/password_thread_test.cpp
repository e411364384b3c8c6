#include "endpoints/owner/password_thread.h"

#include <atomic>
#include <catch_amalgamated.hpp>
#include <future>

using ekiben::endpoints::owner::PasswordThread;

TEST_CASE("one job runs at a time, four wait, the next is refused") {
  std::promise<void> started;
  std::promise<void> release;
  std::atomic<int> done = 0;
  {
    PasswordThread thread;
    auto gate = release.get_future().share();
    REQUIRE(thread.try_submit([&, gate] {
      started.set_value();
      gate.wait();
      ++done;
    }));
    started.get_future().wait();
    for (std::size_t i = 0; i < PasswordThread::kMaxWaiting; ++i) {
      CHECK(thread.try_submit([&] { ++done; }));
    }
    CHECK_FALSE(thread.try_submit([&] { ++done; }));
    release.set_value();
    while (done < 5) {
      std::this_thread::yield();
    }
    CHECK(thread.try_submit([] {}));
  }
  CHECK(done == 5);
}

TEST_CASE("ending drops what waits and finishes what runs") {
  auto carried = std::make_shared<int>(1);
  std::promise<void> started;
  {
    PasswordThread thread;
    thread.try_submit([&] {
      started.set_value();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    });
    started.get_future().wait();
    thread.try_submit([carried] {});
  }
  CHECK(carried.use_count() == 1);
}
