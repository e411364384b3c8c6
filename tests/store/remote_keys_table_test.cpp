#include "store/remote_keys_table.h"

#include "opened_store.h"
#include "store/read_remote_keys.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

namespace {

domain::RemoteKey key_of(const std::string& owner, std::string n = std::string("\x01\x00\x02", 3)) {
  domain::RemoteKey key;
  key.key_id = "https://peer.example/key";
  key.owner = owner;
  key.n = std::move(n);
  key.e = "\x01";
  return key;
}

} // namespace

TEST_CASE("B11 a key id stays bound to its owner") {
  test::OpenedStore opened;
  must(opened.write([](Transaction& transaction) { return upsert_remote_key(transaction, key_of("ann")); }));
  auto stolen = opened.write([](Transaction& transaction) { return upsert_remote_key(transaction, key_of("mallory", "other")); });
  REQUIRE_FALSE(stolen);
  CHECK(stolen.error().kind == ErrorKind::conflict);
  auto found = must(find_remote_key(opened.reader(), "https://peer.example/key"));
  REQUIRE(found);
  CHECK(found->owner == "ann");
  CHECK(found->n == std::string("\x01\x00\x02", 3));
  must(opened.write([](Transaction& transaction) { return upsert_remote_key(transaction, key_of("ann", "rotated")); }));
  CHECK(must(find_remote_key(opened.reader(), "https://peer.example/key"))->n == "rotated");
}

TEST_CASE("a key remembers when it was asked for again, and is forgotten with its owner") {
  test::OpenedStore opened;
  must(opened.write([](Transaction& transaction) { return upsert_remote_key(transaction, key_of("ann")); }));
  must(opened.write([](Transaction& transaction) { return mark_remote_key_refetched(transaction, "https://peer.example/key"); }));
  CHECK(must(find_remote_key(opened.reader(), "https://peer.example/key"))->refetched_at == opened.clock.now());
  must(opened.write([](Transaction& transaction) { return delete_remote_keys_of(transaction, "ann"); }));
  CHECK_FALSE(must(find_remote_key(opened.reader(), "https://peer.example/key")));
}

TEST_CASE("B41 the keys fetched longest ago are forgotten first") {
  test::OpenedStore opened;
  for (int i = 0; i < 8; ++i) {
    must(opened.write([&](Transaction& transaction) {
      auto key = key_of("ann");
      key.key_id += std::to_string(i);
      key.fetched_at = Time(std::chrono::milliseconds(i));
      return upsert_remote_key(transaction, key);
    }));
  }
  CHECK(must(opened.write([](Transaction& transaction) { return prune_remote_keys(transaction, 3); })) == 5);
  CHECK(must(opened.write([](Transaction& transaction) { return prune_remote_keys(transaction, 3); })) == 0);
  CHECK_FALSE(must(find_remote_key(opened.reader(), "https://peer.example/key4")));
  CHECK(must(find_remote_key(opened.reader(), "https://peer.example/key5")));
}
