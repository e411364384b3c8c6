#include "store/incoming_table.h"

#include "opened_store.h"
#include "store/changes.h"
#include "store/read_incoming.h"
#include "store/read_seen_activities.h"
#include "store/seen_activities_table.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

namespace {

Id arrive(test::OpenedStore& opened, const std::string& host, std::string body) {
  domain::IncomingActivity activity;
  activity.signer = "https://" + host + "/users/ann";
  activity.key_id = activity.signer + "#main-key";
  activity.host = host;
  activity.body = std::move(body);
  return must(opened.write([&](Transaction& transaction) { return insert_incoming(transaction, activity); }));
}

} // namespace

TEST_CASE("what arrives rings the bell and is read in order, byte for byte") {
  test::OpenedStore opened;
  auto seen = opened.store->changes().number(Change::incoming);
  arrive(opened, "a.example", std::string("{\0}", 3));
  arrive(opened, "b.example", "second");
  CHECK(opened.store->changes().number(Change::incoming) == seen + 2);
  auto due = must(list_due_incoming(opened.reader(), opened.clock.now(), 10));
  REQUIRE(due.size() == 2);
  CHECK(due[0].body == std::string("{\0}", 3));
  CHECK(due[0].signer == "https://a.example/users/ann");
  CHECK(due[0].received_at == opened.clock.now());
  CHECK(due[1].body == "second");
  CHECK(must(list_due_incoming(opened.reader(), opened.clock.now(), 1)).size() == 1);
}

TEST_CASE("B42 the backlog of a host and of all is known at any time") {
  test::OpenedStore opened;
  auto first = arrive(opened, "a.example", std::string(100, 'x'));
  arrive(opened, "a.example", std::string(50, 'x'));
  arrive(opened, "b.example", std::string(7, 'x'));
  CHECK(must(load_backlog_of_host(opened.reader(), "a.example")).bytes == 150);
  CHECK(must(load_backlog(opened.reader())).bytes == 157);
  for (int i = 0; i < 2; ++i) { // the second time it is gone already
    must(opened.write([&](Transaction& transaction) { return delete_incoming(transaction, first); }));
  }
  CHECK(must(load_backlog_of_host(opened.reader(), "a.example")).bytes == 50);
  CHECK(must(load_backlog(opened.reader())).bytes == 57);
  CHECK(must(load_backlog(opened.reader())).activities == 2);
  CHECK(must(load_backlog_of_host(opened.reader(), "nobody.example")).bytes == 0);
}

TEST_CASE("a postponed activity comes again later") {
  test::OpenedStore opened;
  auto id = arrive(opened, "a.example", "x");
  auto later = opened.clock.now() + std::chrono::seconds(30);
  must(opened.write([&](Transaction& transaction) { return postpone_incoming(transaction, id, later, "host down"); }));
  CHECK(must(list_due_incoming(opened.reader(), opened.clock.now(), 10)).empty());
  CHECK(must(find_next_incoming_time(opened.reader(), opened.clock.now())) == later);
  auto due = must(list_due_incoming(opened.reader(), later, 10));
  REQUIRE(due.size() == 1);
  CHECK(due[0].attempts == 1);
}

TEST_CASE("a list of large activities stays bounded in memory") {
  test::OpenedStore opened;
  for (int i = 0; i < 8; ++i) {
    arrive(opened, "a.example", std::string(1024 * 1024, 'x'));
  }
  CHECK(must(list_due_incoming(opened.reader(), opened.clock.now(), 100)).size() == 4);
}

TEST_CASE("B12 an activity is new once, for each actor") {
  test::OpenedStore opened;
  auto insert = [&](const std::string& actor, const std::string& activity) {
    return must(opened.write([&](Transaction& transaction) { return insert_seen_activity(transaction, actor, activity); }));
  };
  CHECK(insert("ann", "1"));
  CHECK_FALSE(insert("ann", "1"));
  CHECK(insert("ben", "1"));
  CHECK(insert("an", "n1"));
  CHECK(must(is_activity_seen(opened.reader(), "ann", "1")));
  opened.clock.turn(std::chrono::hours(49));
  CHECK(insert("ann", "2"));
  auto before = opened.clock.now() - std::chrono::hours(48);
  CHECK(must(opened.write([&](Transaction& transaction) { return prune_seen_activities(transaction, before); })) == 3);
  CHECK_FALSE(must(is_activity_seen(opened.reader(), "ann", "1")));
  CHECK(must(is_activity_seen(opened.reader(), "ann", "2")));
}
