// The two workers with a real store and real sockets: what comes in, what goes out.
#include "../federation/fake_peer.h"
#include "../federation/inhabited_store.h"
#include "actions/store_incoming.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/text/url.h"
#include "store/read_accounts.h"
#include "store/read_deliveries.h"
#include "store/read_followers.h"
#include "store/read_incoming.h"
#include "workers/delivery_worker.h"
#include "workers/inbox_worker.h"
#include "workers/prune.h"

using namespace ekiben;
using namespace std::chrono_literals;
using ekiben::test::becomes_true;
using ekiben::test::FakePeer;
using ekiben::test::InhabitedStore;
using ekiben::test::must;
using ekiben::test::some_key;

namespace {

constexpr const char* kMe = "http://127.0.0.1:9/users/mia";

struct Working : InhabitedStore {
  actions::Context actions_context{store->writer(), clock};
  workers::KeyResolver keys{*context, actions_context, store->readers()};
  workers::InboxWorker inbox{*context, actions_context, store->readers(), store->changes(), keys};
  workers::DeliveryWorker delivery{*context, actions_context, store->readers(), store->changes()};
  int sent = 0;

  void start() {
    inbox.start();
    delivery.start();
  }
  ~Working() {
    inbox.stop();
    delivery.stop();
    stop_loop();
  }
  /// As the door does with what it has verified.
  void take(const std::string& signer, const std::string& body) {
    domain::IncomingActivity incoming;
    incoming.signer = signer;
    incoming.key_id = signer + "#main-key";
    incoming.host = text::authority_of(signer);
    incoming.body = body;
    must(test::wait_for<Result<void>>(
        [&](auto done) { actions::store_incoming(actions_context, std::move(incoming), std::to_string(++sent), done); }));
  }
  std::size_t followers() { return must(store::count_followers(reader())); }
  bool read_everything() {
    return becomes_true([this] { return must(store::load_backlog(reader())).activities == 0; });
  }
};

} // namespace

TEST_CASE("a Follow is read, its signer fetched, and the Accept arrives with the whole Follow in it") {
  FakePeer peer;
  peer.put_actor("anna", some_key(2).public_key().to_pem());
  peer.put("/users/anna/inbox", {202, "text/plain", "", {}});
  Working here;
  here.start();
  const std::string anna = peer.base() + "/users/anna";
  here.take(anna, peer.follow("anna", kMe));
  REQUIRE(becomes_true([&] { return peer.seen("/users/anna/inbox").size() == 1; }));
  const auto accept = json::parse(peer.seen("/users/anna/inbox")[0].body);
  REQUIRE(accept);
  CHECK((*accept)["type"] == "Accept");
  CHECK((*accept)["object"]["id"] == anna + "/f/1");
  CHECK(here.followers() == 1);
  CHECK(becomes_true([&] { return must(store::count_waiting_deliveries(here.reader())) == 0; }));

  here.take(anna, R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + anna + R"(/u","type":"Undo","actor":")" + anna +
                      R"(","object":)" + peer.follow("anna", kMe) + "}");
  CHECK(becomes_true([&] { return here.followers() == 0; }));
}

TEST_CASE("B9 an activity that names another actor than its signer is dropped") {
  FakePeer peer;
  peer.put_actor("anna", "PEM");
  Working here;
  here.start();
  here.take(peer.base() + "/users/eve", peer.follow("anna", kMe));
  CHECK(here.read_everything());
  CHECK(here.followers() == 0);
}

TEST_CASE("rows that cannot be read, or whose signer is slow, hold nobody up") {
  FakePeer slow("127.0.0.2");
  slow.put_actor("snail", "PEM");
  slow.delay_ms = 3'000;
  FakePeer peer;
  peer.put_actor("anna", "PEM");
  Working here;
  here.take(slow.base() + "/users/snail", slow.follow("snail", kMe));
  here.take(peer.base() + "/users/anna", "not even JSON");
  here.take(peer.base() + "/users/anna",
            R"({"@context":"https://www.w3.org/ns/activitystreams","type":"View","actor":")" + peer.base() + R"(/users/anna"})");
  here.take(peer.base() + "/users/anna", peer.follow("anna", kMe));
  const auto begin = std::chrono::steady_clock::now();
  here.start();
  CHECK(becomes_true([&] { return here.followers() == 1; }));
  CHECK(std::chrono::steady_clock::now() - begin < 2s);
  CHECK(becomes_true([&] { return here.followers() == 2; }));
  CHECK(here.read_everything());
}

TEST_CASE("a Follow whose signer is being fetched is not overtaken by its Undo") {
  FakePeer slow("127.0.0.2");
  slow.put_actor("snail", "PEM");
  slow.delay_ms = 500;
  Working here;
  here.start();
  const std::string snail = slow.base() + "/users/snail";
  const auto undo = [&](const std::string& number) {
    return R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + snail + "/u" + number + R"(","type":"Undo","actor":")" +
           snail + R"(","object":)" + slow.follow("snail", kMe, number) + "}";
  };
  here.take(snail, slow.follow("snail", kMe, "1"));
  here.take(snail, slow.follow("snail", kMe, "2"));
  here.take(snail, undo("2"));
  CHECK(here.read_everything());
  CHECK(here.followers() == 0);
  CHECK(must(store::find_account_by_actor(here.reader(), snail)).has_value());
}

TEST_CASE("B13 an Update of an actor is fetched from its origin, what it embeds is not believed") {
  FakePeer peer;
  peer.put_actor("anna", "PEM");
  Working here;
  here.start();
  const std::string anna = peer.base() + "/users/anna";
  here.take(anna, peer.follow("anna", kMe));
  REQUIRE(becomes_true([&] { return here.followers() == 1; }));
  std::string changed = peer.actor("anna", "PEM");
  changed.replace(changed.find("\"type\":\"Person\""), 15, "\"type\":\"Person\",\"name\":\"Anna\"");
  peer.put("/users/anna", {200, "application/activity+json", changed, {}});
  here.take(anna, R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + anna + R"(/up","type":"Update","actor":")" + anna +
                      R"(","object":{"id":")" + anna + R"(","type":"Person","name":"Eve","inbox":"https://victim.example/inbox"}})");
  CHECK(becomes_true([&] { return must(store::find_account_by_actor(here.reader(), anna))->name == "Anna"; }));
  CHECK(must(store::find_account_by_actor(here.reader(), anna))->inbox == anna + "/inbox");
}

TEST_CASE("item 106 what a peer does not take waits on disk, through a restart, until it does") {
  FakePeer peer;
  peer.put_actor("anna", "PEM");
  peer.put("/users/anna/inbox", {503, "text/plain", "", {{"Retry-After", "60"}}});
  Working here;
  here.start();
  here.take(peer.base() + "/users/anna", peer.follow("anna", kMe));
  REQUIRE(becomes_true([&] {
    const auto waiting = must(store::list_waiting_deliveries(here.reader(), Id{}, 10));
    return waiting.size() == 1 && waiting[0].attempts == 1;
  }));
  const auto row = must(store::list_waiting_deliveries(here.reader(), Id{}, 10))[0];
  CHECK(row.last_error == "answered 503");
  CHECK(row.next_attempt_at >= here.clock.now() + 60s);
  here.delivery.stop();
  peer.put("/users/anna/inbox", {202, "text/plain", "", {}});
  here.clock.turn(5min);
  workers::DeliveryWorker again{*here.context, here.actions_context, here.store->readers(), here.store->changes()};
  again.start();
  CHECK(becomes_true([&] { return must(store::count_waiting_deliveries(here.reader())) == 0; }));
  again.stop();
  here.stop_loop();
  const auto seen = peer.seen("/users/anna/inbox");
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].body == seen[1].body);
  CHECK(seen[0].headers.find("Date")->second != seen[1].headers.find("Date")->second);
}

TEST_CASE("items 67 and 107 an inbox that is gone is looked at, and its owner forgotten when they are gone too") {
  FakePeer peer;
  peer.put_actor("anna", "PEM");
  Working here;
  peer.put("/users/anna/inbox", {410, "text/plain", "", {}});
  here.inbox.start();
  here.take(peer.base() + "/users/anna", peer.follow("anna", kMe));
  REQUIRE(becomes_true([&] { return here.followers() == 1; }));
  peer.put("/users/anna", {410, "text/plain", "", {}});
  here.delivery.start();
  CHECK(becomes_true([&] { return here.followers() == 0; }));
}

TEST_CASE("pruning an almost empty store forgets nothing that counts") {
  FakePeer peer;
  peer.put_actor("anna", "PEM");
  Working here;
  here.start();
  here.take(peer.base() + "/users/anna", peer.follow("anna", kMe));
  REQUIRE(becomes_true([&] { return here.followers() == 1; }));
  workers::Prune prune(here.actions_context);
  prune.run_once();
  CHECK(here.followers() == 1);
}
