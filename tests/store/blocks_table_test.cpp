#include "store/blocks_table.h"

#include "opened_store.h"
#include "store/read_blocks.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

TEST_CASE("a blocked account is refused, also when it is not known, until it is unblocked") {
  test::OpenedStore opened;
  std::string actor = "https://peer.example/users/ann";
  for (int i = 0; i < 2; ++i) {
    must(opened.write([&](Transaction& transaction) { return insert_account_block(transaction, actor); }));
  }
  CHECK(must(is_blocked(opened.reader(), actor, "peer.example")));
  CHECK_FALSE(must(is_blocked(opened.reader(), actor + "2", "peer.example")));
  CHECK(must(list_account_blocks(opened.reader(), "", 10)).size() == 1);
  CHECK(must(opened.write([&](Transaction& transaction) { return delete_account_block(transaction, actor); })));
  CHECK_FALSE(must(opened.write([&](Transaction& transaction) { return delete_account_block(transaction, actor); })));
  CHECK_FALSE(must(is_blocked(opened.reader(), actor, "peer.example")));
}

TEST_CASE("a blocked domain covers its subdomains and ports, and nothing that merely ends alike") {
  test::OpenedStore opened;
  must(opened.write([](Transaction& transaction) { return insert_host_block(transaction, "bad.example"); }));
  auto reader = opened.reader();
  CHECK(must(is_host_blocked(reader, "bad.example")));
  CHECK(must(is_host_blocked(reader, "bad.example:8443")));
  CHECK(must(is_host_blocked(reader, "a.b.bad.example")));
  CHECK(must(is_blocked(reader, "https://a.bad.example/u", "a.bad.example")));
  CHECK_FALSE(must(is_host_blocked(reader, "notbad.example")));
  CHECK_FALSE(must(is_host_blocked(reader, "example")));
  CHECK_FALSE(must(is_host_blocked(reader, "")));
  CHECK_FALSE(must(is_host_blocked(reader, "[::1]:8443")));
  CHECK(must(list_host_blocks(reader, "", 10))[0].subject == "bad.example");
}

TEST_CASE("who blocks the owner is remembered") {
  test::OpenedStore opened;
  must(opened.write([](Transaction& transaction) { return insert_blocked_by(transaction, "ann"); }));
  CHECK(must(is_blocked_by(opened.reader(), "ann")));
  CHECK(must(opened.write([](Transaction& transaction) { return delete_blocked_by(transaction, "ann"); })));
  CHECK_FALSE(must(is_blocked_by(opened.reader(), "ann")));
}
