#include "store/accounts_table.h"

#include "opened_store.h"
#include "some_account.h"
#include "store/deliveries_table.h"
#include "store/followers_table.h"
#include "store/read_accounts.h"
#include "store/read_deliveries.h"
#include "store/read_followers.h"
#include "store/read_remote_keys.h"
#include "store/remote_keys_table.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;
using ekiben::test::some_account;

TEST_CASE("an account keeps its id when its document comes again") {
  test::OpenedStore opened;
  auto account = some_account("ann");
  auto id = must(opened.write([&](Transaction& transaction) { return upsert_account(transaction, account); }));
  account.name = "Ann, renamed";
  account.kind = domain::AccountKind::bot;
  account.approves_followers = true;
  CHECK(must(opened.write([&](Transaction& transaction) { return upsert_account(transaction, account); })) == id);
  auto found = must(find_account(opened.reader(), id));
  REQUIRE(found);
  CHECK(found->actor == account.actor);
  CHECK(found->name == "Ann, renamed");
  CHECK(found->kind == domain::AccountKind::bot);
  CHECK(found->approves_followers);
  CHECK(found->shared_inbox == account.shared_inbox);
  CHECK(found->created_at == opened.clock.now());
  CHECK_FALSE(found->gone_at);
}

TEST_CASE("an account is found by actor id byte for byte, by handle without regard to case") {
  test::OpenedStore opened;
  auto account = some_account("Ann");
  must(opened.write([&](Transaction& transaction) { return upsert_account(transaction, account); }));
  auto reader = opened.reader();
  CHECK(must(is_account_known(reader, account.actor)));
  CHECK_FALSE(must(is_account_known(reader, "https://peer.example/users/ann")));
  CHECK_FALSE(must(find_account_by_actor(reader, account.actor + "/")));
  CHECK(must(find_account_by_handle(reader, "ann", "peer.example")));
  CHECK_FALSE(must(find_account_by_handle(reader, "ann", "other.example")));
}

TEST_CASE("who is gone takes their follow, keys and waiting deliveries along, and is remembered") {
  test::OpenedStore opened;
  auto account = some_account("ann");
  auto id = must(opened.write([&](Transaction& transaction) -> Result<Id> {
    EKIBEN_TRY(Id stored, upsert_account(transaction, account));
    domain::Follower follower;
    follower.account = stored;
    follower.state = domain::FollowState::accepted;
    EKIBEN_CHECK(upsert_follower(transaction, follower));
    domain::RemoteKey key;
    key.key_id = account.actor + "#main-key";
    key.owner = account.actor;
    EKIBEN_CHECK(upsert_remote_key(transaction, key));
    domain::Delivery delivery;
    delivery.kind = "accept_follow";
    delivery.addressee = account.actor;
    EKIBEN_CHECK(insert_delivery(transaction, delivery));
    return stored;
  }));
  must(opened.write([&](Transaction& transaction) { return mark_account_gone(transaction, account.actor); }));
  must(opened.write([&](Transaction& transaction) { return mark_account_gone(transaction, "https://nobody.example/"); }));
  auto reader = opened.reader();
  CHECK(must(count_followers(reader)) == 0);
  CHECK(must(count_waiting_deliveries(reader)) == 0);
  CHECK_FALSE(must(find_remote_key(reader, account.actor + "#main-key")));
  CHECK(must(find_account(reader, id))->gone_at == opened.clock.now());
}
