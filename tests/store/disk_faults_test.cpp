// A full disk and a failing one: nothing acknowledged is lost, the store stays up.
#include "opened_store.h"
#include "power_cut_vfs.h"
#include "store/deliveries_table.h"
#include "store/read_instance.h"
#include "store/read_seen_activities.h"
#include "store/seen_activities_table.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;
using Fault = ekiben::test::PowerCutDisk::Fault;

namespace {

struct FaultyStore {
  test::TemporaryDirectory directory;
  test::TurnedClock clock;
  test::PowerCutDisk disk{"faulty"};
  std::unique_ptr<Store> store;

  FaultyStore() { open(); }
  void open() {
    StoreOptions options;
    options.directory = directory.path();
    options.vfs = disk.name();
    store = must(Store::open(options, clock));
  }
  Result<void> remember(const std::string& activity) {
    return store->writer().run([activity](Transaction& transaction) -> Result<void> {
      EKIBEN_CHECK(insert_document(transaction, std::string(20'000, 'x')));
      EKIBEN_CHECK(insert_seen_activity(transaction, "actor", activity));
      return {};
    });
  }
  bool is_there(const std::string& activity) { return must(is_activity_seen(store->readers().take(), "actor", activity)); }
};

} // namespace

TEST_CASE("a full disk refuses changes as unavailable, readers go on, and it works again when there is room") {
  FaultyStore faulty;
  must(faulty.remember("before"));
  faulty.disk.set_fault(Fault::disk_full);
  for (int attempt = 0; attempt < 3; ++attempt) {
    auto refused = faulty.remember("while full");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::unavailable);
  }
  CHECK(faulty.is_there("before"));
  CHECK_FALSE(faulty.is_there("while full"));
  faulty.disk.set_fault(Fault::none);
  must(faulty.remember("after"));
  faulty.store.reset();
  faulty.open();
  CHECK(faulty.is_there("before"));
  CHECK_FALSE(faulty.is_there("while full"));
  CHECK(faulty.is_there("after"));
}

TEST_CASE("failing writes and failing synchronization acknowledge nothing and break nothing") {
  FaultyStore faulty;
  must(faulty.remember("before"));
  for (Fault fault : {Fault::write_error, Fault::sync_error}) {
    faulty.disk.set_fault(fault);
    auto refused = faulty.remember("while failing");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::broken);
    CHECK_FALSE(faulty.is_there("while failing"));
    faulty.disk.set_fault(Fault::none);
  }
  must(faulty.remember("after"));
  faulty.store.reset();
  faulty.open();
  CHECK(faulty.is_there("before"));
  CHECK(faulty.is_there("after"));
  CHECK_FALSE(faulty.is_there("while failing"));
}
