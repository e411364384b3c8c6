// A process that is killed at any moment has lost nothing that it acknowledged.
#include "opened_store.h"
#include "store/read_seen_activities.h"
#include "store/seen_activities_table.h"
#include "system/sqlite/database.h"

#include <catch_amalgamated.hpp>
#include <csignal>
#include <cstdlib>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

namespace {

std::string name_of(std::int64_t number) { return "https://peer.example/" + std::to_string(number); }

/// Never returns: writes as fast as it can and says each acknowledged number through the pipe.
[[noreturn]] void write_for_ever(const std::string& directory, int pipe, std::int64_t first) {
  test::TurnedClock clock;
  StoreOptions options;
  options.directory = directory;
  options.checkpoints = {.quiet_bytes = 64 * 1024, .forced_bytes = 512 * 1024};
  auto store = must(Store::open(options, clock));
  for (std::int64_t number = first;; ++number) {
    store->writer().submit(
        [number](Transaction& transaction) -> Result<void> {
          EKIBEN_CHECK(insert_seen_activity(transaction, "actor", name_of(number)));
          return {};
        },
        [number, pipe](Result<void> outcome) {
          if (outcome && ::write(pipe, &number, sizeof(number)) != sizeof(number)) {
            _exit(1);
          }
        });
    if (number % 16 == 0) {
      must(store->writer().run([](Transaction&) -> Result<void> { return {}; }));
    }
  }
}

} // namespace

TEST_CASE("what was acknowledged survives kill -9 at any moment") {
  const char* wanted = std::getenv("EKIBEN_KILLS");
  int kills = wanted != nullptr ? std::atoi(wanted) : 10;
  test::TemporaryDirectory root;
  std::string directory = root / "data";
  std::mt19937 random(7);
  std::vector<std::int64_t> acknowledged;
  for (int kill = 0; kill < kills; ++kill) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      ::close(ends[0]);
      try {
        write_for_ever(directory, ends[1], std::int64_t{kill} * 10'000'000 + 1);
      } catch (...) {
        _exit(2);
      }
    }
    ::close(ends[1]);
    std::int64_t number = 0;
    REQUIRE(::read(ends[0], &number, sizeof(number)) == sizeof(number)); // it has begun
    acknowledged.push_back(number);
    std::thread killer([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
      ::kill(child, SIGKILL);
    });
    while (::read(ends[0], &number, sizeof(number)) == sizeof(number)) {
      acknowledged.push_back(number);
    }
    killer.join();
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
  }
  test::TurnedClock clock;
  StoreOptions options;
  options.directory = directory;
  auto store = must(Store::open(options, clock));
  auto reader = store->readers().take();
  std::size_t lost = 0;
  for (std::int64_t number : acknowledged) {
    lost += must(is_activity_seen(reader, "actor", name_of(number))) ? 0 : 1;
  }
  CHECK(lost == 0);
  CHECK(must(reader.database().query_text("PRAGMA integrity_check")) == "ok");
  WARN(kills << " kills, " << acknowledged.size() << " acknowledged changes, " << lost << " lost");
}
