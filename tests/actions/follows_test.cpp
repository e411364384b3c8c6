#include "../store/opened_store.h"
#include "../store/some_account.h"
#include "actions/accept_follow_request.h"
#include "actions/block_account.h"
#include "actions/forget_account.h"
#include "actions/receive_block.h"
#include "actions/receive_follow.h"
#include "actions/receive_undo_follow.h"
#include "actions/record_delivery.h"
#include "actions/reject_follow_request.h"
#include "actions/remove_follower.h"
#include "actions/store_incoming.h"
#include "domain/inbox_limits.h"
#include "store/accounts_table.h"
#include "store/instance_table.h"
#include "store/read_accounts.h"
#include "store/read_blocks.h"
#include "store/read_deliveries.h"
#include "store/read_followers.h"
#include "store/read_hosts.h"
#include "store/read_incoming.h"

#include <future>

using namespace ekiben;
using namespace std::chrono_literals;
using ekiben::test::must;
using ekiben::test::some_account;

namespace {

struct Inhabited : test::OpenedStore {
  actions::Context context{store->writer(), clock};

  explicit Inhabited(bool by_hand = false) {
    must(write([by_hand](store::Transaction& transaction) -> Result<void> {
      EKIBEN_CHECK(
          store::insert_instance(transaction, {.base_url = "https://me.example", .handle_domain = "me.example", .instance_id = "0a"}));
      domain::Owner owner;
      owner.handle = "mia";
      owner.language = "en";
      owner.approves_followers = by_hand;
      return store::insert_owner(transaction, owner, "hash");
    }));
  }
  domain::FollowDecision follow(const std::string& user, const std::string& id = "https://peer.example/f/1", bool from_owner = false) {
    return must(write([&](store::Transaction& transaction) {
      return actions::receive_follow(transaction, {some_account(user), id, "{\"id\":\"" + id + "\"}", from_owner});
    }));
  }
  std::vector<domain::Delivery> due() {
    const auto lease = reader();
    return must(store::list_due_deliveries(lease, clock.now() + 1s, 100));
  }
  std::size_t followers() { return must(store::count_followers(reader())); }
  std::size_t requests() { return must(store::count_follow_requests(reader())); }
  Id account_of(const std::string& user) { return must(store::find_account_by_actor(reader(), some_account(user).actor))->id; }
  Result<void> take(const std::string& signer, std::string body, std::string fingerprint) {
    std::promise<Result<void>> promise;
    domain::IncomingActivity incoming;
    incoming.signer = signer;
    incoming.key_id = signer + "#main-key";
    incoming.host = "peer.example";
    incoming.body = std::move(body);
    actions::store_incoming(context, std::move(incoming), std::move(fingerprint),
                            [&](Result<void> done) { promise.set_value(std::move(done)); });
    return promise.get_future().get();
  }
  std::size_t backlog() { return must(store::load_backlog(reader())).activities; }
};

} // namespace

TEST_CASE("a Follow is kept and its Accept queued in one transaction") {
  Inhabited here;
  CHECK(here.follow("anna") == domain::FollowDecision::accept);
  CHECK(here.followers() == 1);
  const auto due = here.due();
  REQUIRE(due.size() == 1);
  CHECK(due[0].kind == "accept_follow");
  CHECK(due[0].inbox == "https://peer.example/users/anna/inbox");
  CHECK(due[0].subject == "{\"id\":\"https://peer.example/f/1\"}");
}

TEST_CASE("item 61 the same Follow to both inboxes is accepted once, item 68 another one again") {
  Inhabited here;
  here.follow("anna");
  CHECK(here.follow("anna") == domain::FollowDecision::ignore);
  CHECK(here.follow("anna", "https://peer.example/f/2") == domain::FollowDecision::accept);
  REQUIRE(here.due().size() == 1);
  CHECK(here.due()[0].subject == "{\"id\":\"https://peer.example/f/2\"}");
  here.clock.turn(2min);
  CHECK(here.follow("anna", "https://peer.example/f/2") == domain::FollowDecision::accept);
  CHECK(here.followers() == 1);
}

TEST_CASE("B21 a request gives nothing until the owner accepts it") {
  Inhabited here(true);
  CHECK(here.follow("anna") == domain::FollowDecision::ask_owner);
  CHECK(here.followers() == 0);
  CHECK(here.requests() == 1);
  CHECK(here.due().empty());
  must(actions::accept_follow_request(here.context, here.account_of("anna")));
  CHECK(here.followers() == 1);
  CHECK(here.due()[0].kind == "accept_follow");
  CHECK(actions::accept_follow_request(here.context, here.account_of("anna")).error().kind == ErrorKind::not_found);
}

TEST_CASE("a request that is refused is told so, and gone") {
  Inhabited here(true);
  here.follow("anna");
  must(actions::reject_follow_request(here.context, here.account_of("anna")));
  CHECK(here.requests() == 0);
  CHECK(here.due()[0].kind == "reject_follow");
}

TEST_CASE("the owner cannot follow themselves") {
  Inhabited here;
  CHECK(here.follow("anna", "x", true) == domain::FollowDecision::ignore);
  CHECK(here.followers() == 0);
  CHECK(here.due().empty());
}

TEST_CASE("B23 a block ends the follow, refuses the next one and everything they send") {
  Inhabited here;
  here.follow("anna");
  must(actions::block_account(here.context, some_account("anna").actor));
  CHECK(here.followers() == 0);
  CHECK(here.due()[0].kind == "reject_follow");
  CHECK(here.follow("anna", "https://peer.example/f/2") == domain::FollowDecision::reject);
  CHECK(here.followers() == 0);
  CHECK(here.take(some_account("anna").actor, "{}", "1").error().kind == ErrorKind::forbidden);
  must(actions::unblock_account(here.context, some_account("anna").actor));
  CHECK(here.follow("anna", "https://peer.example/f/3") == domain::FollowDecision::accept);
  must(actions::block_host(here.context, "PEER.example"));
  CHECK(here.take(some_account("berta").actor, "{}", "2").error().kind == ErrorKind::forbidden);
}

TEST_CASE("an Undo ends the signer's own follow, whatever waits for them is dropped") {
  Inhabited here;
  here.follow("anna");
  CHECK(must(here.write([](store::Transaction& t) { return actions::receive_undo_follow(t, some_account("anna").actor); })));
  CHECK(here.followers() == 0);
  CHECK(here.due().empty());
  CHECK_FALSE(must(here.write([](store::Transaction& t) { return actions::receive_undo_follow(t, some_account("anna").actor); })));
}

TEST_CASE("B5 and B8 an Undo of somebody else's Follow changes nothing") {
  Inhabited here;
  here.follow("anna");
  CHECK_FALSE(must(here.write([](store::Transaction& t) {
    return actions::receive_undo_follow_by_id(t, some_account("berta").actor, "https://peer.example/f/1");
  })));
  CHECK(here.followers() == 1);
  CHECK(must(here.write([](store::Transaction& t) {
    return actions::receive_undo_follow_by_id(t, some_account("anna").actor, "https://peer.example/f/1");
  })));
  CHECK(here.followers() == 0);
}

TEST_CASE("items 67 and 71 who blocks the owner or deletes themselves follows no more") {
  Inhabited here;
  here.follow("anna");
  here.follow("berta");
  must(here.write([](store::Transaction& t) { return actions::receive_block(t, some_account("anna").actor); }));
  CHECK(here.followers() == 1);
  CHECK(must(store::is_blocked_by(here.reader(), some_account("anna").actor)));
  must(here.write([](store::Transaction& t) { return actions::forget_account(t, some_account("berta").actor); }));
  CHECK(here.followers() == 0);
  CHECK(here.due().empty());
}

TEST_CASE("removing a follower tells them") {
  Inhabited here;
  here.follow("anna");
  must(actions::remove_follower(here.context, here.account_of("anna")));
  CHECK(here.followers() == 0);
  CHECK(here.due()[0].kind == "reject_follow");
}

TEST_CASE("B12 the same signed request again is taken, and stored once") {
  Inhabited here;
  must(here.take(some_account("anna").actor, "{}", "fingerprint"));
  must(here.take(some_account("anna").actor, "{}", "fingerprint"));
  CHECK(here.backlog() == 1);
  must(here.take(some_account("anna").actor, "{}", "another"));
  CHECK(here.backlog() == 2);
}

TEST_CASE("B42 a host that leaves too much unread is told to come back later, and what was refused may come again") {
  Inhabited here;
  const std::string big(domain::kMaxActivityBytes, 'x');
  std::size_t taken = 0;
  while (taken < 100 && here.take(some_account("anna").actor, big, std::to_string(taken))) {
    ++taken;
  }
  CHECK(taken == domain::kMaxBacklogBytesPerHost / domain::kMaxActivityBytes);
  CHECK(here.take(some_account("anna").actor, big, "late").error().kind == ErrorKind::too_many);
  must(here.take(some_account("anna").actor, "", "small"));
}

TEST_CASE("items 106 and 107 a failed attempt is postponed on disk, and what the host sends makes it due") {
  Inhabited here;
  here.follow("anna");
  std::promise<Result<void>> promise;
  actions::record_failed_attempt(here.context, here.due()[0], "answered 503", std::nullopt, 0.5,
                                 [&](Result<void> r) { promise.set_value(std::move(r)); });
  must(promise.get_future().get());
  CHECK(here.due().empty());
  CHECK(must(store::find_host(here.reader(), "peer.example"))->failures.distinct_days == 1);
  must(here.take(some_account("berta").actor, "{}", "1"));
  REQUIRE(here.due().size() == 1);
  CHECK(here.due()[0].attempts == 1);
}
