#include "owner_site.h"

#include "store/accounts_table.h"
#include "store/blocks_table.h"
#include "store/followers_table.h"
#include "store/read_blocks.h"
#include "store/read_followers.h"
#include "store/read_profile.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::test;

namespace {

/// Somebody who follows or asks to; the account's id.
Id insert_follower(OwnerSite& site, const std::string& user, domain::FollowState state) {
  return must(site.write([&](store::Transaction& transaction) -> Result<Id> {
    domain::RemoteAccount account;
    account.actor = "https://other.example/users/" + user;
    account.user = user;
    account.domain = account.host = "other.example";
    account.name = "<" + user + ">";
    account.url = "https://other.example/@" + user;
    account.inbox = account.actor + "/inbox";
    EKIBEN_TRY(const Id id, store::upsert_account(transaction, account));
    domain::Follower follower;
    follower.account = id;
    follower.follow_id = account.actor + "#follow";
    follower.follow_json = "{}";
    follower.state = state;
    EKIBEN_CHECK(store::upsert_follower(transaction, follower));
    return id;
  }));
}

} // namespace

TEST_CASE("a follow request is accepted or rejected by hand") {
  OwnerSite site;
  const auto cookie = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  CHECK(contains(site.get_as(cookie, "/my/requests").body, "No one is waiting"));
  const Id mia = insert_follower(site, "mia", domain::FollowState::pending);
  const Id leo = insert_follower(site, "leo", domain::FollowState::pending);
  CHECK(contains(site.get_as(cookie, "/my").body, "2 follow requests are waiting"));
  const auto page = site.get_as(cookie, "/my/requests");
  CHECK(contains(page.body, "&lt;mia&gt;"));
  CHECK(contains(page.body, "@mia@other.example"));
  const auto accepted = site.post_as(cookie, "/my/requests", {{"account", std::to_string(mia.value)}, {"do", "accept"}});
  CHECK(accepted.get_header_value("Location") == "/my/requests#accepted");
  const auto rejected = site.post_as(cookie, "/my/requests", {{"account", std::to_string(leo.value)}, {"do", "reject"}});
  CHECK(rejected.get_header_value("Location") == "/my/requests#rejected");
  CHECK(*store::count_followers(site.reader()) == 1);
  CHECK(*store::count_follow_requests(site.reader()) == 0);
  const auto again = site.post_as(cookie, "/my/requests", {{"account", std::to_string(leo.value)}, {"do", "reject"}});
  CHECK(again.get_header_value("Location") == "/my/requests#settled");
  CHECK(site.post_as(cookie, "/my/requests", {{"account", "x"}, {"do", "accept"}}).status == 400);
  CHECK(contains(page.body, "id=\"accepted\" role=\"status\" tabindex=\"-1\" hidden"));
}

TEST_CASE("a follower is removed, blocked and unblocked") {
  OwnerSite site;
  const auto cookie = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  const Id mia = insert_follower(site, "mia", domain::FollowState::accepted);
  insert_follower(site, "leo", domain::FollowState::accepted);
  CHECK(site.post_as(cookie, "/my/followers", {{"account", std::to_string(mia.value)}, {"do", "remove"}}).get_header_value("Location") ==
        "/my/followers#removed");
  const std::string leo = "https://other.example/users/leo";
  CHECK(site.post_as(cookie, "/my/followers", {{"actor", leo}, {"do", "block"}}).get_header_value("Location") == "/my/followers#blocked");
  CHECK(*store::count_followers(site.reader()) == 0);
  CHECK(*store::is_blocked(site.reader(), leo, "other.example"));
  CHECK(contains(site.get_as(cookie, "/my/followers").body, "Unblock &lt;leo&gt;"));
  CHECK(site.post_as(cookie, "/my/followers", {{"actor", leo}, {"do", "unblock"}}).get_header_value("Location") ==
        "/my/followers#unblocked");
  CHECK_FALSE(*store::is_blocked(site.reader(), leo, "other.example"));
}

TEST_CASE("long lists of followers come in pages") {
  OwnerSite site;
  const auto cookie = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  for (int i = 0; i < 45; ++i) {
    insert_follower(site, "user" + std::to_string(i), domain::FollowState::accepted);
  }
  const auto first = site.get_as(cookie, "/my/followers");
  CHECK(contains(first.body, "@user44@"));
  CHECK_FALSE(contains(first.body, "@user4@"));
  const auto at = first.body.find("/my/followers?before=");
  REQUIRE(at != std::string::npos);
  const auto second = site.get_as(cookie, first.body.substr(at, first.body.find('"', at) - at));
  CHECK(contains(second.body, "@user0@"));
  CHECK(contains(second.body, "Newest followers"));
}

TEST_CASE("settings are kept as typed and shown at once, in the language that was chosen") {
  OwnerSite site;
  const auto cookie = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  const auto saved =
      site.post_as(cookie, "/my/settings", {{"name", "ハナ"}, {"bio", "one\r\n\r\ntwo"}, {"language", "ja"}, {"approve", "yes"}});
  CHECK(saved.get_header_value("Location") == "/my/settings#saved");
  const auto owner = **store::find_owner(site.reader());
  CHECK(owner.name == "ハナ");
  CHECK(owner.bio == "one\n\ntwo");
  CHECK(owner.approves_followers);
  const auto page = site.get_as(cookie, "/my/settings");
  CHECK(contains(page.body, "<html lang=\"ja\">"));
  CHECK(contains(page.body, "<bdi>ハナ</bdi>"));
  CHECK(contains(page.body, "checked"));
}

TEST_CASE("a bio that is too long comes back with what to do") {
  OwnerSite site;
  const auto cookie = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  const std::string bio(1001, 'b');
  const auto answer = site.post_as(cookie, "/my/settings", {{"name", "n"}, {"bio", bio}, {"language", "en"}});
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, bio));
  CHECK(contains(answer.body, "at most 1,000 characters"));
}

TEST_CASE("a changed password ends every other session, in this one the owner goes on") {
  OwnerSite site;
  const auto here = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  const auto elsewhere = OwnerSite::cookie_of(site.log_in("hana", kPassword));
  CHECK(site.post_as(here, "/my/password",
                     {{"password_now", "wrong one"}, {"password", "another password"}, {"password_again", "another password"}})
            .status == 422);
  CHECK(site.get_as(elsewhere, "/my").status == 200);
  CHECK(site.post_as(here, "/my/password", {{"password_now", kPassword}, {"password", "short"}, {"password_again", "short"}}).status ==
        422);
  const auto done = site.post_as(here, "/my/password",
                                 {{"password_now", kPassword}, {"password", "another password"}, {"password_again", "another password"}});
  CHECK(done.get_header_value("Location") == "/my/settings#password-changed");
  CHECK(site.get_as(here, "/my").status == 200);
  CHECK(site.get_as(elsewhere, "/my").status == 303);
  CHECK(site.log_in("hana", kPassword).status == 422);
  CHECK(site.log_in("hana", "another password").status == 303);
}

TEST_CASE("every page of the owner asks for a session, every form for its token") {
  OwnerSite site;
  const auto cookie = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  int pages = 0;
  for (const http::Route& route : site.router.routes()) {
    if (route.access != http::Access::owner) {
      continue;
    }
    INFO(route.pattern);
    ++pages;
    if (route.method == http::Method::get) {
      CHECK(site.get(route.pattern).status == 303);
      const auto page = site.get_as(cookie, route.pattern);
      CHECK(page.status == 200);
      CHECK(contains(page.body, "<h1>"));
      CHECK_FALSE(contains(page.body, "<script"));
      CHECK_FALSE(contains(page.body, "{"));
    } else {
      CHECK(site.post(route.pattern, {{"do", "x"}}).status == 401);
      CHECK(site.post(route.pattern, {{"do", "x"}}, {{"Cookie", cookie}}).status == 403);
      const auto token = hidden_field(site.get_as(cookie, "/my").body, "token");
      CHECK(site.post(route.pattern, {{"token", token}}, {{"Cookie", cookie}, {"Origin", "https://evil.example"}}).status == 403);
    }
  }
  CHECK(pages >= 9);
}
