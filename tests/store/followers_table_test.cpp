#include "store/followers_table.h"

#include "opened_store.h"
#include "some_account.h"
#include "store/accounts_table.h"
#include "store/changes.h"
#include "store/read_followers.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::domain::FollowState;
using ekiben::test::must;
using ekiben::test::some_account;

namespace {

/// Returns the account's id.
Id follow(test::OpenedStore& opened, const std::string& user, FollowState state,
          const std::string& follow_id = "https://peer.example/f/1") {
  return must(opened.write([&](Transaction& transaction) -> Result<Id> {
    EKIBEN_TRY(Id account, upsert_account(transaction, some_account(user)));
    domain::Follower follower;
    follower.account = account;
    follower.follow_id = follow_id;
    follower.follow_json = R"({"type":"Follow"})";
    follower.state = state;
    EKIBEN_CHECK(upsert_follower(transaction, follower));
    return account;
  }));
}

} // namespace

TEST_CASE("a request becomes a follower when it is accepted, once") {
  test::OpenedStore opened;
  auto account = follow(opened, "ann", FollowState::pending);
  CHECK(must(count_followers(opened.public_reader())) == 0);
  CHECK(must(count_follow_requests(opened.reader())) == 1);
  auto generation = opened.store->changes().public_generation();
  must(opened.write([&](Transaction& transaction) { return accept_follower(transaction, account); }));
  CHECK(opened.store->changes().public_generation() > generation);
  auto follower = must(find_follower(opened.reader(), account));
  REQUIRE(follower);
  CHECK(follower->state == FollowState::accepted);
  CHECK(follower->accepted_at == opened.clock.now());
  CHECK(follower->follow_json == R"({"type":"Follow"})");
  CHECK(opened.write([](Transaction& transaction) { return accept_follower(transaction, Id{99}); }).error().kind == ErrorKind::not_found);
}

TEST_CASE("item 68 a repeated Follow replaces the activity and keeps the place; accepted stays accepted") {
  test::OpenedStore opened;
  auto account = follow(opened, "ann", FollowState::accepted, "https://peer.example/f/1");
  auto first = must(find_follower(opened.reader(), account));
  CHECK(follow(opened, "ann", FollowState::pending, "https://peer.example/f/2") == account);
  auto again = must(find_follower_by_follow_id(opened.reader(), "https://peer.example/f/2"));
  REQUIRE(again);
  CHECK(again->id == first->id);
  CHECK(again->state == FollowState::accepted);
  CHECK_FALSE(must(find_follower_by_follow_id(opened.reader(), "https://peer.example/f/1")));
  CHECK(must(count_followers(opened.reader())) == 1);
}

TEST_CASE("B21 a pending follower is in no public list and no delivery") {
  test::OpenedStore opened;
  follow(opened, "ann", FollowState::pending);
  CHECK(must(list_followers_page(opened.public_reader(), {}, 10)).empty());
  CHECK(must(list_follower_inboxes(opened.reader(), "", 10)).empty());
  CHECK(must(list_follow_requests(opened.reader(), {}, 10)).size() == 1);
}

TEST_CASE("followers are listed page by page, newest first, requests oldest first") {
  test::OpenedStore opened;
  for (int i = 0; i < 5; ++i) {
    follow(opened, "user" + std::to_string(i), FollowState::accepted);
    follow(opened, "asks" + std::to_string(i), FollowState::pending);
  }
  std::vector<std::string> users;
  Id before;
  for (;;) {
    auto page = must(list_followers_page(opened.public_reader(), before, 2));
    if (page.empty()) {
      break;
    }
    for (const auto& one : page) {
      users.push_back(one.user);
      CHECK(one.domain == "peer.example");
    }
    before = page.back().id;
  }
  CHECK(users == std::vector<std::string>{"user4", "user3", "user2", "user1", "user0"});
  auto requests = must(list_follow_requests(opened.reader(), {}, 3));
  REQUIRE(requests.size() == 3);
  CHECK(requests[0].user == "asks0");
  CHECK(must(list_follow_requests(opened.reader(), requests[2].id, 3))[0].user == "asks3");
  // One shared inbox for all of one server.
  CHECK(must(list_follower_inboxes(opened.reader(), "", 10)) == std::vector<std::string>{"https://peer.example/inbox"});
}

TEST_CASE("an unfollow removes the row and says whether there was one") {
  test::OpenedStore opened;
  auto account = follow(opened, "ann", FollowState::accepted);
  CHECK(must(find_follower_by_actor(opened.reader(), some_account("ann").actor)));
  CHECK(must(opened.write([&](Transaction& transaction) { return delete_follower(transaction, account); })));
  CHECK_FALSE(must(opened.write([&](Transaction& transaction) { return delete_follower(transaction, account); })));
  CHECK_FALSE(must(find_follower_by_actor(opened.reader(), some_account("ann").actor)));
}
