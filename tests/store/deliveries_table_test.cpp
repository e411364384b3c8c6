#include "store/deliveries_table.h"

#include "opened_store.h"
#include "store/changes.h"
#include "store/hosts_table.h"
#include "store/read_deliveries.h"
#include "store/read_hosts.h"
#include "system/sqlite/database.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

namespace {

domain::Delivery to(const std::string& host, const std::string& order_key, Id document = {}) {
  domain::Delivery delivery;
  delivery.kind = "body";
  delivery.document = document;
  delivery.inbox = "https://" + host + "/inbox";
  delivery.host = host;
  delivery.order_key = order_key;
  return delivery;
}

Id insert(test::OpenedStore& opened, const domain::Delivery& delivery) {
  return must(opened.write([&](Transaction& transaction) { return insert_delivery(transaction, delivery); }));
}

Id document(test::OpenedStore& opened) {
  return must(opened.write([](Transaction& transaction) { return insert_document(transaction, "bytes"); }));
}

std::vector<Id> due(test::OpenedStore& opened) {
  std::vector<Id> ids;
  for (const auto& delivery : must(list_due_deliveries(opened.reader(), opened.clock.now(), 100))) {
    ids.push_back(delivery.id);
  }
  return ids;
}

} // namespace

TEST_CASE("a delivery keeps what it was given and is due at once") {
  test::OpenedStore opened;
  auto delivery = to("a.example", "follow/1");
  delivery.kind = "accept_follow";
  delivery.subject = R"({"type":"Follow"})";
  delivery.addressee = "https://a.example/users/ann";
  delivery.signer = domain::Signer::instance;
  auto bell = opened.store->changes().number(Change::deliveries);
  auto id = insert(opened, delivery);
  CHECK(opened.store->changes().number(Change::deliveries) == bell + 1);
  CHECK(due(opened) == std::vector<Id>{id});
  auto found = must(find_delivery(opened.reader(), id));
  REQUIRE(found);
  CHECK(found->subject == delivery.subject);
  CHECK(found->addressee == delivery.addressee);
  CHECK(found->signer == domain::Signer::instance);
  CHECK(found->created_at == opened.clock.now());
}

TEST_CASE("item 108 of one host, a later activity about an object waits for the earlier one") {
  test::OpenedStore opened;
  auto create = insert(opened, to("a.example", "post/1"));
  auto update = insert(opened, to("a.example", "post/1"));
  auto other_object = insert(opened, to("a.example", "post/2"));
  auto other_host = insert(opened, to("b.example", "post/1"));
  CHECK(due(opened) == std::vector<Id>{create, other_object, other_host});
  // Also while the earlier one waits for its next attempt.
  auto later = opened.clock.now() + std::chrono::minutes(1);
  must(opened.write([&](Transaction& transaction) { return postpone_delivery(transaction, create, later, "503"); }));
  CHECK(due(opened) == std::vector<Id>{other_object, other_host});
  must(opened.write([&](Transaction& transaction) { return delete_delivery(transaction, create); }));
  CHECK(due(opened) == std::vector<Id>{update, other_object, other_host});
}

TEST_CASE("item 108 two inboxes of one host do not wait for each other with the same activity") {
  test::OpenedStore opened;
  auto bytes = document(opened);
  auto first = insert(opened, to("a.example", "post/1", bytes));
  auto second = insert(opened, to("a.example", "post/1", bytes));
  CHECK(due(opened) == std::vector<Id>{first, second});
}

TEST_CASE("item 106 a postponed delivery counts its attempts and comes again when its time has come") {
  test::OpenedStore opened;
  auto id = insert(opened, to("a.example", "x"));
  auto later = opened.clock.now() + std::chrono::seconds(20);
  must(opened.write([&](Transaction& transaction) { return postpone_delivery(transaction, id, later, "no answer"); }));
  CHECK(due(opened).empty());
  CHECK(must(find_next_delivery_time(opened.reader(), opened.clock.now())) == later);
  opened.reopen();
  opened.clock.turn(std::chrono::seconds(20));
  CHECK(due(opened) == std::vector<Id>{id});
  auto found = must(find_delivery(opened.reader(), id));
  CHECK(found->attempts == 1);
  CHECK(found->last_error == "no answer");
  CHECK_FALSE(must(find_next_delivery_time(opened.reader(), opened.clock.now())));
}

TEST_CASE("what is given up lets the next one pass, is seen for a while and then forgotten") {
  test::OpenedStore opened;
  auto first = insert(opened, to("a.example", "x"));
  auto second = insert(opened, to("a.example", "x"));
  must(opened.write([&](Transaction& transaction) { return give_up_delivery(transaction, first, "410"); }));
  CHECK(due(opened) == std::vector<Id>{second});
  CHECK(must(count_waiting_deliveries(opened.reader())) == 1);
  CHECK(must(find_delivery(opened.reader(), first))->last_error == "410");
  auto now = opened.clock.now();
  CHECK(must(opened.write([&](Transaction& transaction) { return prune_given_up_deliveries(transaction, now); })) == 0);
  CHECK(must(opened.write(
            [&](Transaction& transaction) { return prune_given_up_deliveries(transaction, now + std::chrono::milliseconds(1)); })) == 1);
  CHECK_FALSE(must(find_delivery(opened.reader(), first)));
}

TEST_CASE("the bytes go with the last delivery that needs them") {
  test::OpenedStore opened;
  auto bytes = document(opened);
  auto a = insert(opened, to("a.example", "x", bytes));
  auto b = insert(opened, to("b.example", "x", bytes));
  must(opened.write([&](Transaction& transaction) { return delete_delivery(transaction, a); }));
  CHECK(must(load_document(opened.reader(), bytes)) == "bytes");
  must(opened.write([&](Transaction& transaction) { return give_up_delivery(transaction, b, "410"); }));
  CHECK(load_document(opened.reader(), bytes).error().kind == ErrorKind::not_found);
}

TEST_CASE("item 107 a host that comes back gets everything at once") {
  test::OpenedStore opened;
  auto id = insert(opened, to("a.example", "x"));
  auto elsewhere = insert(opened, to("b.example", "x"));
  must(opened.write([&](Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(postpone_delivery(transaction, id, transaction.now() + std::chrono::hours(10), "down"));
    EKIBEN_CHECK(postpone_delivery(transaction, elsewhere, transaction.now() + std::chrono::hours(10), "down"));
    return upsert_host_failures(transaction, "a.example", {3, std::chrono::sys_days(std::chrono::days(20'000))});
  }));
  CHECK(must(find_host(opened.reader(), "a.example"))->failures.distinct_days == 3);
  auto revived = [&] {
    return must(opened.write([](Transaction& transaction) -> Result<bool> {
      EKIBEN_TRY(bool failed_before, mark_host_alive(transaction, "a.example"));
      if (failed_before) {
        EKIBEN_CHECK(make_deliveries_due(transaction, "a.example"));
      }
      return failed_before;
    }));
  };
  CHECK(revived());
  CHECK_FALSE(revived());
  CHECK(due(opened) == std::vector<Id>{id});
  CHECK(must(find_host(opened.reader(), "a.example"))->failures.distinct_days == 0);
}

TEST_CASE("what waits for one actor alone can be taken back") {
  test::OpenedStore opened;
  auto personal = to("a.example", "x");
  personal.addressee = "ann";
  insert(opened, personal);
  auto shared = insert(opened, to("a.example", "y"));
  CHECK(must(opened.write([](Transaction& transaction) { return delete_deliveries_to(transaction, "ann"); })) == 1);
  CHECK(must(opened.write([](Transaction& transaction) { return delete_deliveries_to(transaction, ""); })) == 0);
  CHECK(due(opened) == std::vector<Id>{shared});
}

TEST_CASE("B41 hosts are counted and the longest unchanged are forgotten") {
  test::OpenedStore opened;
  for (int i = 0; i < 6; ++i) {
    auto host = std::to_string(i) + ".example";
    must(opened.write([&](Transaction& transaction) { return mark_host_key_failure(transaction, host); }));
    opened.clock.turn(std::chrono::seconds(1));
  }
  must(opened.write([](Transaction& transaction) { return mark_host_key_failure(transaction, "0.example"); }));
  CHECK(must(find_host(opened.reader(), "0.example"))->key_failures == 2);
  CHECK(must(opened.write([](Transaction& transaction) { return prune_hosts(transaction, 2); })) == 4);
  CHECK(must(find_host(opened.reader(), "0.example")));
  CHECK_FALSE(must(find_host(opened.reader(), "1.example")));
  must(opened.write([](Transaction& transaction) { return clear_host_key_failures(transaction, "0.example"); }));
  CHECK(must(find_host(opened.reader(), "0.example"))->key_failures == 0);
}
