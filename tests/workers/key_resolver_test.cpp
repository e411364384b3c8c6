#include "workers/key_resolver.h"

#include "../federation/fake_peer.h"
#include "../federation/inhabited_store.h"
#include "actions/block_account.h"
#include "domain/key_freshness.h"
#include "store/read_remote_keys.h"
#include "workers/fetch_budget.h"

#include <atomic>

using namespace ekiben;
using namespace std::chrono_literals;
using ekiben::test::FakePeer;
using ekiben::test::InhabitedStore;
using ekiben::test::must;
using ekiben::test::some_key;

namespace {

struct Resolving : InhabitedStore {
  actions::Context actions_context{store->writer(), clock};
  workers::KeyResolver keys{*context, actions_context, store->readers()};
  ~Resolving() { stop_loop(); }

  Result<federation::KnownKey> get(const std::string& key_id) {
    return test::wait_for<Result<federation::KnownKey>>([&](auto done) { keys.fetch(key_id, done); });
  }
};

} // namespace

TEST_CASE("a key is fetched once, found in memory then, and in the store after a restart") {
  FakePeer peer;
  peer.put_actor("anna", some_key(2).public_key().to_pem());
  const std::string key_id = peer.base() + "/users/anna#main-key";
  Resolving here;
  CHECK_FALSE(here.keys.find_cached(key_id));
  REQUIRE(here.get(key_id));
  REQUIRE(here.keys.find_cached(key_id));
  CHECK(here.keys.find_recent_actor(peer.base() + "/users/anna")->user == "anna");
  CHECK(test::becomes_true([&] { return must(store::find_remote_key(here.reader(), key_id)).has_value(); }));
  workers::KeyResolver later{*here.context, here.actions_context, here.store->readers()};
  CHECK(later.find_cached(key_id)->owner == peer.base() + "/users/anna");
  CHECK(peer.count() == 1);
}

TEST_CASE("item 46 a changed key is fetched again, once in five minutes") {
  FakePeer peer;
  peer.put_actor("anna", some_key(2).public_key().to_pem());
  const std::string key_id = peer.base() + "/users/anna#main-key";
  Resolving here;
  REQUIRE(here.get(key_id));
  peer.put_actor("anna", some_key(1).public_key().to_pem());
  CHECK(here.get(key_id)->key.to_pem() == some_key(1).public_key().to_pem());
  CHECK(peer.count() == 2);
  REQUIRE(here.get(key_id));
  CHECK(peer.count() == 2);
  here.clock.turn(domain::kKnownKeyCoolDown + 1s);
  REQUIRE(here.get(key_id));
  CHECK(peer.count() == 3);
}

TEST_CASE("B33 a key that is not there is not asked for again for a while") {
  FakePeer peer;
  Resolving here;
  const std::string key_id = peer.base() + "/users/nobody#main-key";
  CHECK(here.get(key_id).error().kind == ErrorKind::unauthorized);
  CHECK(here.get(key_id).error().kind == ErrorKind::unauthorized);
  CHECK(peer.count() == 1);
  peer.put("/users/left", {410, "text/plain", "", {}});
  CHECK(here.get(peer.base() + "/users/left#main-key").error().kind == ErrorKind::gone);
  // A host that refuses connections may be back soon: unavailable, not unauthorized.
  CHECK(here.get("http://127.0.0.1:1/users/anna#main-key").error().kind == ErrorKind::unavailable);
}

TEST_CASE("B43 many requests for one key cost one fetch, and no more wait for one host than may") {
  FakePeer peer;
  peer.put_actor("anna", some_key(2).public_key().to_pem());
  peer.delay_ms = 500;
  Resolving here;
  std::atomic<int> good{0};
  std::atomic<int> refused{0};
  for (int i = 0; i < 20; ++i) {
    here.keys.fetch(peer.base() + "/users/anna#main-key", [&](const Result<federation::KnownKey>& key) {
      if (key) {
        ++good;
      } else if (key.error().kind == ErrorKind::unavailable) {
        ++refused;
      }
    });
  }
  CHECK(test::becomes_true([&] { return good + refused == 20; }));
  CHECK(good == static_cast<int>(domain::kMaxWaitingPerKeyHost));
  CHECK(refused == 20 - static_cast<int>(domain::kMaxWaitingPerKeyHost));
  CHECK(peer.count() == 1);
}

TEST_CASE("B43 a host is asked for so many keys and no more, however many a stranger makes up") {
  workers::FetchBudget budget;
  const SteadyTime now = std::chrono::steady_clock::now();
  std::size_t taken = 0;
  while (taken < 10'000 && budget.take("victim.example", now)) {
    ++taken;
  }
  CHECK(taken == domain::kKeyFetchBurst);
  CHECK(budget.take("other.example", now));
  CHECK(budget.take("victim.example", now + domain::kKeyFetchInterval));
  CHECK_FALSE(budget.take("victim.example", now + domain::kKeyFetchInterval));
}

TEST_CASE("B41 every table that strangers can make grow forgets what was used longest ago") {
  workers::LruMap<int> map(3);
  for (int i = 0; i < 100; ++i) {
    map.put(std::to_string(i), i);
    if (map.find("0") == nullptr) {
      map.put("0", 0);
    }
  }
  CHECK(map.size() == 3);
  CHECK(map.find("99") != nullptr);
  CHECK(map.find("0") != nullptr);
  CHECK(map.find("50") == nullptr);
  map.erase_if([](int value) { return value == 99; });
  CHECK(map.find("99") == nullptr);
  map.erase("0");
  map.erase("absent");
  CHECK(map.size() == 1);
}

TEST_CASE("our own keys, blocked hosts and what is no URL are never asked for") {
  FakePeer peer;
  peer.put_actor("anna", some_key(2).public_key().to_pem());
  Resolving here;
  CHECK(here.get("http://127.0.0.1:9/users/mia#main-key").error().kind == ErrorKind::unauthorized);
  CHECK(here.get("acct:anna@peer.example").error().kind == ErrorKind::unauthorized);
  must(actions::block_host(here.actions_context, "127.0.0.1"));
  CHECK(here.get(peer.base() + "/users/anna#main-key").error().kind == ErrorKind::forbidden);
  CHECK(peer.count() == 0);
}
