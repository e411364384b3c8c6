#include "store/sessions_table.h"

#include "opened_store.h"
#include "store/read_sessions.h"
#include "store/read_setup_tokens.h"
#include "store/setup_tokens_table.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

namespace {

void log_in(test::OpenedStore& opened, const std::string& hash, std::chrono::hours lifetime) {
  domain::Session session;
  session.hash = hash;
  session.created_at = session.last_used_at = opened.clock.now();
  session.expires_at = opened.clock.now() + lifetime;
  session.user_agent = "Browser " + hash;
  must(opened.write([&](Transaction& transaction) { return insert_session(transaction, session); }));
}

} // namespace

TEST_CASE("a session is found until it expires, is used longer, and ends") {
  test::OpenedStore opened;
  log_in(opened, "a", std::chrono::hours(1));
  CHECK(must(find_session(opened.reader(), "a", opened.clock.now()))->user_agent == "Browser a");
  CHECK_FALSE(must(find_session(opened.reader(), "b", opened.clock.now())));
  auto later = opened.clock.now() + std::chrono::hours(2);
  CHECK_FALSE(must(find_session(opened.reader(), "a", later)));
  must(opened.write([&](Transaction& transaction) { return touch_session(transaction, "a", later + std::chrono::hours(1)); }));
  CHECK(must(find_session(opened.reader(), "a", later)));
  must(opened.write([](Transaction& transaction) { return delete_session(transaction, "a"); }));
  CHECK_FALSE(must(find_session(opened.reader(), "a", later)));
}

TEST_CASE("a changed password ends the other sessions") {
  test::OpenedStore opened;
  for (const char* hash : {"a", "b", "c"}) {
    log_in(opened, hash, std::chrono::hours(1));
  }
  must(opened.write([](Transaction& transaction) { return delete_sessions_except(transaction, "b"); }));
  auto left = must(list_sessions(opened.reader(), opened.clock.now()));
  REQUIRE(left.size() == 1);
  CHECK(left[0].hash == "b");
  must(opened.write([](Transaction& transaction) { return delete_sessions_except(transaction, ""); }));
  CHECK(must(list_sessions(opened.reader(), opened.clock.now())).empty());
}

TEST_CASE("expired sessions are removed") {
  test::OpenedStore opened;
  log_in(opened, "short", std::chrono::hours(1));
  log_in(opened, "long", std::chrono::hours(3));
  opened.clock.turn(std::chrono::hours(2));
  must(opened.write([](Transaction& transaction) { return delete_expired_sessions(transaction); }));
  CHECK(must(list_sessions(opened.reader(), Time{})).size() == 1);
}

TEST_CASE("a set-up token works once and for its time") {
  test::OpenedStore opened;
  auto end = opened.clock.now() + std::chrono::hours(1);
  must(opened.write([&](Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(insert_setup_token(transaction, "one", end));
    return insert_setup_token(transaction, "two", end);
  }));
  CHECK(must(is_setup_token_valid(opened.reader(), "one", opened.clock.now())));
  CHECK_FALSE(must(is_setup_token_valid(opened.reader(), "one", end)));
  auto use = [&](const std::string& hash) {
    return opened.write([&](Transaction& transaction) { return use_setup_token(transaction, hash); });
  };
  CHECK(use("nonsense").error().kind == ErrorKind::not_found);
  CHECK(use("one"));
  CHECK(use("one").error().kind == ErrorKind::conflict);
  CHECK_FALSE(must(is_setup_token_valid(opened.reader(), "one", opened.clock.now())));
  opened.clock.turn(std::chrono::hours(1));
  CHECK(use("two").error().kind == ErrorKind::conflict);
  must(opened.write([](Transaction& transaction) { return delete_setup_tokens(transaction); }));
  CHECK(use("one").error().kind == ErrorKind::not_found);
}
