#include "store/instance_table.h"

#include "opened_store.h"
#include "store/changes.h"
#include "store/read_instance.h"
#include "store/read_own_keys.h"
#include "store/read_password.h"
#include "store/read_profile.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

namespace {

domain::Owner mia() {
  return {.handle = "mia", .name = "Mia", .bio = "駅弁が好き", .language = "ja", .created_at = Time(std::chrono::milliseconds(5))};
}

} // namespace

TEST_CASE("before set-up there is no instance, owner, profile, password or key") {
  test::OpenedStore opened;
  auto reader = opened.reader();
  CHECK_FALSE(must(find_instance(reader)));
  CHECK_FALSE(must(find_owner(reader)));
  CHECK_FALSE(must(find_profile(reader)));
  CHECK_FALSE(must(find_password_hash(reader)));
  CHECK_FALSE(must(find_own_key(reader, KeyPurpose::owner)));
}

TEST_CASE("an instance is set up once") {
  test::OpenedStore opened;
  domain::Instance instance{.base_url = "https://social.example", .handle_domain = "example", .instance_id = "0a", .epoch = 3};
  must(opened.write([&](Transaction& transaction) { return insert_instance(transaction, instance); }));
  auto again = opened.write([&](Transaction& transaction) { return insert_instance(transaction, instance); });
  REQUIRE_FALSE(again);
  CHECK(again.error().kind == ErrorKind::conflict);
  auto found = must(find_instance(opened.public_reader()));
  REQUIRE(found);
  CHECK(found->base_url == "https://social.example");
  CHECK(found->handle_domain == "example");
  CHECK(found->epoch == 3);
}

TEST_CASE("what the owner changes is read back and ends cached pages") {
  test::OpenedStore opened;
  auto before = opened.store->changes().public_generation();
  CHECK(opened.write([](Transaction& transaction) { return update_owner(transaction, mia()); }).error().kind == ErrorKind::not_found);
  CHECK(opened.store->changes().public_generation() == before);
  must(opened.write([](Transaction& transaction) { return insert_owner(transaction, mia(), "hash"); }));
  auto changed = mia();
  changed.bio = "trains";
  changed.approves_followers = true;
  must(opened.write([&](Transaction& transaction) { return update_owner(transaction, changed); }));
  CHECK(opened.store->changes().public_generation() == before + 2);
  auto profile = must(find_profile(opened.public_reader()));
  REQUIRE(profile);
  CHECK(profile->owner.handle == "mia");
  CHECK(profile->owner.bio == "trains");
  CHECK(profile->owner.approves_followers);
  CHECK(profile->owner.updated_at == opened.clock.now());
  CHECK(profile->followers == 0);
}

TEST_CASE("a password hash is kept and replaced") {
  test::OpenedStore opened;
  must(opened.write([](Transaction& transaction) { return insert_owner(transaction, mia(), "first"); }));
  CHECK(must(find_password_hash(opened.reader())) == "first");
  must(opened.write([](Transaction& transaction) { return update_password_hash(transaction, "second"); }));
  CHECK(must(find_password_hash(opened.reader())) == "second");
}

TEST_CASE("own keys keep their bytes, zero bytes too") {
  test::OpenedStore opened;
  std::string der("\x30\x00\xff", 3);
  must(opened.write([&](Transaction& transaction) {
    return upsert_own_key(transaction, {.purpose = KeyPurpose::instance, .private_der = der, .public_pem = "PEM"});
  }));
  auto key = must(find_own_key(opened.reader(), KeyPurpose::instance));
  REQUIRE(key);
  CHECK(key->private_der == der);
  CHECK(must(find_own_public_key(opened.public_reader(), KeyPurpose::instance)) == "PEM");
  CHECK_FALSE(must(find_own_public_key(opened.public_reader(), KeyPurpose::owner)));
}
