// What was acknowledged is there after the power went, and nothing is there by half.
#include "opened_store.h"
#include "power_cut_vfs.h"
#include "store/changes.h"
#include "store/deliveries_table.h"
#include "store/incoming_table.h"
#include "store/read_deliveries.h"
#include "store/read_incoming.h"
#include "store/read_seen_activities.h"
#include "store/seen_activities_table.h"
#include "system/log/log.h"
#include "system/sqlite/database.h"

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <future>
#include <set>
#include <unistd.h>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

namespace {

constexpr int kCutsPerDirectory = 25;

int wanted_cuts() {
  const char* wanted = std::getenv("EKIBEN_POWER_CUTS");
  return wanted != nullptr ? std::atoi(wanted) : 200;
}

std::string name_of(std::int64_t number) { return "https://peer.example/activities/" + std::to_string(number); }

/// One change that touches four tables: all of it, or nothing.
Result<void> store_number(Transaction& transaction, std::int64_t number, std::size_t bytes) {
  std::string body = name_of(number) + std::string(bytes, 'x');
  domain::IncomingActivity activity;
  activity.signer = "https://peer.example/a";
  activity.key_id = "https://peer.example/a#key";
  activity.host = "peer.example";
  activity.body = body;
  EKIBEN_CHECK(insert_incoming(transaction, activity));
  EKIBEN_CHECK(insert_seen_activity(transaction, "https://peer.example/a", name_of(number)));
  EKIBEN_TRY(Id document, insert_document(transaction, body));
  domain::Delivery delivery;
  delivery.kind = "body";
  delivery.document = document;
  delivery.inbox = "https://peer.example/inbox";
  delivery.host = "peer.example";
  delivery.order_key = name_of(number);
  EKIBEN_CHECK(insert_delivery(transaction, delivery));
  return {};
}

struct World {
  test::PowerCutDisk disk{"power-cut"};
  test::TurnedClock clock;
  std::mt19937_64 random{20'261'124};
  std::int64_t next_number = 1;
  std::set<std::int64_t> acknowledged;
  std::size_t lost = 0;
  Id highest;

  Result<std::unique_ptr<Store>> open(const std::string& directory) {
    StoreOptions options;
    options.directory = directory;
    options.readers = 1;
    options.vfs = disk.name();
    options.checkpoints = {.quiet_bytes = 64 * 1024, .forced_bytes = 200 * 1024};
    return Store::open(options, clock);
  }

  void check(Store& store) {
    auto reader = store.readers().take();
    CHECK(must(reader.database().query_text("PRAGMA integrity_check")) == "ok");
    CHECK_FALSE(reader.database().query_text("PRAGMA foreign_key_check")); // no row: no broken reference
    for (std::int64_t number : acknowledged) {
      if (!must(is_activity_seen(reader, "https://peer.example/a", name_of(number)))) {
        ++lost;
      }
    }
    CHECK(lost == 0);
    auto incoming = must(load_backlog(reader));
    CHECK(must(count_waiting_deliveries(reader)) == incoming.activities);
    CHECK(must(reader.database().query_integer("SELECT count(*) FROM incoming")) == static_cast<std::int64_t>(incoming.activities));
    CHECK(must(reader.database().query_integer("SELECT coalesce(sum(length(body)), 0) FROM incoming")) ==
          static_cast<std::int64_t>(incoming.bytes));
    CHECK(must(reader.database().query_integer("SELECT count(*) FROM documents")) == static_cast<std::int64_t>(incoming.activities));
    CHECK(must(reader.database().query_integer("SELECT count(*) FROM seen_activities")) == static_cast<std::int64_t>(incoming.activities));
    CHECK(incoming.activities >= acknowledged.size());
  }

  void write_until_cut(Store& store) {
    std::vector<std::pair<std::int64_t, std::future<Result<void>>>> answers;
    for (int burst = 0; burst < 8 && !disk.is_cut(); ++burst) {
      for (std::uint64_t jobs = 1 + random() % 12; jobs > 0; --jobs) {
        auto number = next_number++;
        auto bytes = random() % 3000;
        auto promise = std::make_shared<std::promise<Result<void>>>();
        answers.emplace_back(number, promise->get_future());
        store.writer().submit([number, bytes](Transaction& transaction) { return store_number(transaction, number, bytes); },
                              [promise](Result<void> outcome) { promise->set_value(std::move(outcome)); });
      }
      answers.back().second.wait();
    }
    for (auto& [number, answer] : answers) {
      if (answer.get()) {
        acknowledged.insert(number);
      }
    }
  }
};

} // namespace

TEST_CASE("what was acknowledged survives a power cut at any moment") {
  int silence = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  log::redirect(silence, log::Style::plain); // each cut is an I/O error to the store, and it says so
  World world;
  int cuts = wanted_cuts();
  std::size_t all_acknowledged = 0;
  std::unique_ptr<test::TemporaryDirectory> root;
  std::string directory;
  for (int cut = 0; cut < cuts; ++cut) {
    if (cut % kCutsPerDirectory == 0) {
      root = std::make_unique<test::TemporaryDirectory>();
      directory = *root / "first";
      all_acknowledged += world.acknowledged.size();
      world.acknowledged.clear();
    }
    std::string survivors = *root / ("after-" + std::to_string(cut));
    world.disk.start_afresh();
    // The first cut of a directory may fall into its creation.
    auto operations = 1 + world.random() % (cut % kCutsPerDirectory == 0 ? 150 : 400);
    INFO("cut " << cut << " at operation " << operations);
    std::unique_ptr<Store> store;
    if (cut % kCutsPerDirectory != 0) {
      store = must(world.open(directory));
      world.check(*store);
      world.disk.cut_after(operations, world.random(), survivors);
    } else {
      world.disk.cut_after(operations, world.random(), survivors);
      if (auto opened = world.open(directory)) {
        store = std::move(*opened);
      }
    }
    if (store != nullptr) {
      world.write_until_cut(*store);
      store.reset(); // the checkpoint of a clean stop is a good moment too
    }
    world.disk.cut();
    std::filesystem::remove_all(directory);
    directory = survivors;
  }
  world.disk.start_afresh();
  {
    auto store = must(world.open(directory));
    world.check(*store);
    all_acknowledged += world.acknowledged.size();
  }
  log::redirect(STDERR_FILENO, log::Style::plain);
  ::close(silence);
  CHECK(all_acknowledged > static_cast<std::size_t>(cuts)); // the test did what it is for
  WARN(cuts << " power cuts, " << all_acknowledged << " acknowledged changes, " << world.lost << " lost");
}
