#include "store/posts_table.h"

#include "opened_store.h"
#include "store/accounts_table.h"
#include "store/blocks_table.h"
#include "store/changes.h"
#include "store/followers_table.h"
#include "store/follows_table.h"
#include "store/lookups_table.h"
#include "store/notifications_table.h"
#include "store/outgoing_table.h"
#include "store/reactions_table.h"
#include "store/read_posts.h"

#include <catch_amalgamated.hpp>
#include <string>

using namespace ekiben;
using namespace ekiben::store;
using domain::kOwnerAccount;
using domain::Visibility;
using ekiben::test::must;
using std::chrono::hours;

namespace {

struct Posts : test::OpenedStore {
  Id hana = add_account("https://peer.example/users/hana");

  Id add_account(const std::string& actor) {
    domain::RemoteAccount account{
        .actor = actor, .user = "hana", .domain = "peer.example", .host = "peer.example", .inbox = actor + "/inbox"};
    return must(write([&](Transaction& transaction) { return upsert_account(transaction, account); }));
  }
  domain::Post post(const std::string& uri, Id author, Visibility visibility = Visibility::public_) {
    return {.uri = uri, .author = author, .visibility = visibility, .content = "<p>" + uri + "</p>", .published_at = clock.now()};
  }
  Id add(const domain::Post& post) {
    return must(write([&](Transaction& transaction) { return insert_post(transaction, post); }));
  }
};

} // namespace

TEST_CASE("a post comes back with its mentions, tags, attachments and emojis") {
  Posts posts;
  auto whole = posts.post("https://peer.example/1", posts.hana);
  whole.warning = "food";
  whole.mentions = {{kOwnerAccount, "https://me.example/users/mia", "mia@me.example", "https://me.example/@mia"}};
  whole.tags = {"駅弁", "bento"};
  whole.attachments = {{.media_type = "image/png",
                        .remote_url = "https://peer.example/a.png",
                        .description = "a box",
                        .width = 4,
                        .height = 3,
                        .focus = {0.5, -0.25}}};
  whole.emojis = {{{}, "bento", "https://peer.example/e.png"}};
  const Id id = posts.add(whole);
  const auto found = must(find_post(posts.reader(), id));
  REQUIRE(found);
  CHECK(found->warning == "food");
  CHECK(found->mentions.at(0).account == kOwnerAccount);
  CHECK(found->tags.size() == 2);
  CHECK(found->attachments.at(0).description == "a box");
  CHECK(found->attachments.at(0).focus[1] == -0.25);
  CHECK(found->emojis.at(0).name == "bento");
  CHECK(must(find_post_by_uri(posts.reader(), "https://peer.example/1"))->id == id);
  CHECK(must(list_tagged_posts(posts.reader(), "bento", {}, 20)).size() == 1);
  CHECK(must(find_public_post(posts.public_reader(), id))->attachments.size() == 1);
}

TEST_CASE("item 61: a URI is stored once, and not again after its Delete") {
  Posts posts;
  const Id id = posts.add(posts.post("https://peer.example/1", posts.hana));
  const auto again = [&] {
    return posts.write(
        [&](Transaction& transaction) { return insert_post(transaction, posts.post("https://peer.example/1", posts.hana)); });
  };
  CHECK(again().error().kind == ErrorKind::conflict);
  CHECK(must(posts.write([&](Transaction& transaction) { return delete_post(transaction, id); })));
  CHECK_FALSE(must(find_post(posts.reader(), id)));
  CHECK(must(is_tombstone(posts.public_reader(), "https://peer.example/1")));
  CHECK(again().error().kind == ErrorKind::conflict);
}

TEST_CASE("a thread holds together in whatever order its posts arrive") {
  Posts posts;
  auto reply = posts.post("https://peer.example/2", posts.hana);
  reply.in_reply_to_uri = "https://peer.example/1";
  auto answer = posts.post("https://peer.example/3", posts.hana);
  answer.in_reply_to_uri = "https://peer.example/2";
  const Id second = posts.add(reply);
  const Id third = posts.add(answer);
  const Id first = posts.add(posts.post("https://peer.example/1", posts.hana));
  const auto thread = must(read_thread(posts.reader(), third));
  REQUIRE(thread.size() == 3);
  for (const auto& post : thread) {
    CHECK(post.thread == thread.front().thread);
  }
  CHECK(must(find_post(posts.reader(), second))->in_reply_to == first);
  CHECK(must(find_post(posts.reader(), first))->replies == 1);
  CHECK(must(posts.write([&](Transaction& transaction) { return delete_post(transaction, first); })));
  CHECK(must(read_thread(posts.reader(), third)).size() == 2);
}

TEST_CASE("posts of the past get ids of their time, in their order, without colliding") {
  Posts posts;
  auto old = posts.post("https://peer.example/old1", posts.hana);
  old.published_at = posts.clock.now() - hours(24);
  const Id first = posts.add(old);
  old.uri = "https://peer.example/old2";
  const Id second = posts.add(old);
  const Id now = posts.add(posts.post("https://peer.example/now", posts.hana));
  CHECK(second.value == first.value + 1);
  CHECK(now > second);
}

TEST_CASE("B25 strangers see public and unlisted posts, nothing of followers-only or direct ones, and nothing of who is blocked") {
  Posts posts;
  const Id open = posts.add(posts.post("https://me.example/1", kOwnerAccount));
  const Id unlisted = posts.add(posts.post("https://me.example/2", kOwnerAccount, Visibility::unlisted));
  const Id followers = posts.add(posts.post("https://me.example/3", kOwnerAccount, Visibility::followers));
  auto direct_post = posts.post("https://me.example/4", kOwnerAccount, Visibility::direct);
  direct_post.mentions = {{posts.hana, "https://peer.example/users/hana", "hana@peer.example", ""}};
  const Id direct = posts.add(direct_post);
  const Id theirs = posts.add(posts.post("https://peer.example/9", posts.hana));
  auto reader = posts.public_reader();
  CHECK(must(find_public_post(reader, open)));
  CHECK(must(find_public_post(reader, unlisted)));
  CHECK_FALSE(must(find_public_post(reader, followers)));
  CHECK_FALSE(must(find_public_post(reader, direct)));
  CHECK(must(list_own_public_posts(reader, {}, 20, Unlisted::included)).size() == 2);
  CHECK(must(list_own_public_posts(reader, {}, 20, Unlisted::left_out)).size() == 1);

  const std::string signer = "https://peer.example/users/hana";
  CHECK(must(find_own_post_for(posts.reader(), open, signer)));
  CHECK_FALSE(must(find_own_post_for(posts.reader(), followers, signer)));
  CHECK(must(find_own_post_for(posts.reader(), direct, signer)));
  CHECK_FALSE(must(find_own_post_for(posts.reader(), direct, "https://other.example/users/x")));
  must(posts.write([&](Transaction& transaction) {
    return upsert_follower(transaction, {.account = posts.hana, .follow_id = "f", .state = domain::FollowState::accepted});
  }));
  CHECK(must(find_own_post_for(posts.reader(), followers, signer)));
  CHECK_FALSE(must(find_own_post_for(posts.reader(), theirs, signer)));
  must(posts.write([&](Transaction& transaction) { return insert_account_block(transaction, signer); }));
  CHECK_FALSE(must(find_own_post_for(posts.reader(), open, signer)));
  CHECK_FALSE(must(find_public_post(posts.public_reader(), theirs)));
  CHECK_FALSE(must(find_post(posts.reader(), theirs)));
}

TEST_CASE("the home shows posts and boosts newest first, each with its parts") {
  Posts posts;
  auto with_tag = posts.post("https://peer.example/1", posts.hana);
  with_tag.tags = {"a"};
  const Id first = posts.add(with_tag);
  const Id second = posts.add(posts.post("https://peer.example/2", posts.hana));
  must(posts.write([&](Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(insert_home_entry(transaction, first));
    EKIBEN_CHECK(insert_home_entry(transaction, second));
    EKIBEN_TRY(const auto boost, insert_boost(transaction, first, posts.hana, "https://peer.example/b", Visibility::public_));
    return insert_home_entry(transaction, first, posts.hana, *boost);
  }));
  auto home = must(read_home_timeline(posts.reader(), {}, {}, 20));
  REQUIRE(home.size() == 3);
  CHECK(home[0].booster == posts.hana);
  CHECK(home[0].post.tags.size() == 1);
  CHECK(home[2].post.tags.size() == 1);
  CHECK(home[0].post.boosts == 1);
  CHECK(must(read_home_timeline(posts.reader(), home[0].id, {}, 20)).size() == 2);
  CHECK(must(count_home_after(posts.reader(), second)) == 1);
  must(posts.write([&](Transaction& transaction) { return delete_boost(transaction, first, posts.hana); }));
  home = must(read_home_timeline(posts.reader(), {}, {}, 20));
  CHECK(home.size() == 2);
  CHECK(home[1].post.boosts == 0);
}

TEST_CASE("an edit keeps the older text, its pictures and nothing twice") {
  Posts posts;
  auto post = posts.post("https://peer.example/1", posts.hana);
  post.attachments = {{.media_type = "image/png", .remote_url = "https://peer.example/a.png"}};
  const Id id = posts.add(post);
  auto stored = *must(find_post(posts.reader(), id));
  stored.content = "<p>new</p>";
  stored.edited_at = posts.clock.now();
  stored.attachments.push_back({.media_type = "image/png", .remote_url = "https://peer.example/b.png"});
  must(posts.write([&](Transaction& transaction) { return update_post(transaction, stored); }));
  const auto edited = *must(find_post(posts.reader(), id));
  CHECK(edited.content == "<p>new</p>");
  CHECK(edited.attachments.size() == 2);
  CHECK(edited.edited_at);
}

TEST_CASE("likes and boosts count once an account and are found again by their id") {
  Posts posts;
  const Id id = posts.add(posts.post("https://me.example/1", kOwnerAccount));
  const auto like = [&] {
    return must(posts.write([&](Transaction& t) { return insert_like(t, id, posts.hana, "https://peer.example/l"); }));
  };
  CHECK(like());
  CHECK_FALSE(like());
  CHECK(must(find_post(posts.reader(), id))->likes == 1);
  CHECK(must(find_reaction(posts.reader(), posts.hana, "https://peer.example/l"))->post == id);
  CHECK(must(posts.write([&](Transaction& t) { return delete_like(t, id, posts.hana); })));
  CHECK(must(find_post(posts.reader(), id))->likes == 0);
  must(posts.write([&](Transaction& t) { return insert_like(t, id, kOwnerAccount, ""); }));
  must(posts.write([&](Transaction& t) { return insert_bookmark(t, id); }));
  must(posts.write([&](Transaction& t) { return insert_pin(t, id); }));
  const auto marks = must(read_own_marks(posts.reader(), id));
  CHECK(marks.liked);
  CHECK(marks.bookmarked);
  CHECK(marks.pinned);
  CHECK_FALSE(marks.boosted);
  CHECK(must(list_bookmarked_posts(posts.reader(), {}, 20)).size() == 1);
  CHECK(must(list_pinned_posts(posts.public_reader())).size() == 1);
}

TEST_CASE("B21 a follow is pending until its target accepts") {
  Posts posts;
  must(posts.write([&](Transaction& t) { return insert_follow(t, posts.hana, "https://me.example/f/1"); }));
  CHECK(must(count_following(posts.public_reader())) == 0);
  CHECK(must(find_follow_by_uri(posts.reader(), "https://me.example/f/1"))->state == domain::FollowState::pending);
  CHECK(must(posts.write([&](Transaction& t) { return accept_follow(t, posts.hana); })));
  CHECK_FALSE(must(posts.write([&](Transaction& t) { return accept_follow(t, posts.hana); })));
  CHECK(must(count_following(posts.public_reader())) == 1);
  CHECK(must(list_following_page(posts.reader(), {}, 20)).size() == 1);
}

TEST_CASE("a notification is told once and the marker only moves on") {
  Posts posts;
  const auto notify = [&] {
    must(posts.write([&](Transaction& t) { return insert_notification(t, domain::NotificationKind::follow, posts.hana); }));
  };
  notify();
  notify();
  const auto list = must(list_notifications(posts.reader(), {}, 20));
  REQUIRE(list.size() == 1);
  CHECK(must(count_notifications_after(posts.reader(), {})) == 1);
  must(posts.write([&](Transaction& t) { return move_marker(t, "notifications", list[0].id); }));
  must(posts.write([&](Transaction& t) { return move_marker(t, "notifications", Id{1}); }));
  CHECK(must(read_marker(posts.reader(), "notifications")) == list[0].id);
}

TEST_CASE("what the owner did waits to be composed, and a look-up waits to be made") {
  Posts posts;
  must(posts.write([&](Transaction& t) { return insert_outgoing(t, {.kind = "create", .post = Id{7}}); }));
  const auto due = must(list_due_outgoing(posts.reader(), posts.clock.now(), 10));
  REQUIRE(due.size() == 1);
  CHECK(due[0].post == Id{7});
  must(posts.write([&](Transaction& t) { return postpone_outgoing(t, due[0].id, posts.clock.now() + hours(1)); }));
  CHECK(must(list_due_outgoing(posts.reader(), posts.clock.now(), 10)).empty());
  const Id lookup = must(posts.write([&](Transaction& t) { return insert_lookup(t, "@a@b.example"); }));
  CHECK(must(posts.write([&](Transaction& t) { return insert_lookup(t, "@a@b.example"); })) == lookup);
  must(posts.write([&](Transaction& t) { return settle_lookup(t, lookup, posts.hana, {}); }));
  CHECK(must(find_lookup(posts.reader(), lookup))->account == posts.hana);
  CHECK(must(list_waiting_lookups(posts.reader(), 10)).empty());
}
