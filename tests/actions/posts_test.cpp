#include "actions/publish_post.h"

#include "../store/opened_store.h"
#include "actions/add_media.h"
#include "actions/boost_post.h"
#include "actions/delete_post.h"
#include "actions/edit_post.h"
#include "actions/follow_account.h"
#include "actions/keep_post.h"
#include "actions/like_post.h"
#include "actions/look_up.h"
#include "store/accounts_table.h"
#include "store/blocks_table.h"
#include "store/follows_table.h"
#include "store/instance_table.h"
#include "store/lookups_table.h"
#include "store/outgoing_table.h"
#include "store/posts_table.h"
#include "store/read_posts.h"

#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

using namespace ekiben;
using ekiben::test::must;

namespace {

struct Owner : test::OpenedStore {
  actions::Context context{store->writer(), clock};
  Id hana;

  Owner() {
    must(write([](store::Transaction& transaction) -> Result<void> {
      EKIBEN_CHECK(
          store::insert_instance(transaction, {.base_url = "https://me.example", .handle_domain = "me.example", .instance_id = "0a"}));
      return store::insert_owner(transaction, {.handle = "mia", .name = "Mia", .language = "ja"}, "hash");
    }));
    hana = must(write([](store::Transaction& transaction) {
      domain::RemoteAccount account;
      account.actor = "https://peer.example/users/hana";
      account.user = "Hana";
      account.domain = account.host = "peer.example";
      account.url = "https://peer.example/@hana";
      account.inbox = "https://peer.example/inbox";
      return store::upsert_account(transaction, account);
    }));
  }
  Id publish(const std::string& text) {
    domain::Draft draft;
    draft.text = text;
    return must(actions::publish_post(context, draft));
  }
  Id their_post(domain::Visibility visibility = domain::Visibility::public_) {
    domain::Post post;
    post.uri = "https://peer.example/notes/" + std::to_string(static_cast<int>(visibility));
    post.author = hana;
    post.visibility = visibility;
    post.content = "<p>x</p>";
    post.published_at = clock.now();
    return must(write([&](store::Transaction& transaction) { return store::insert_post(transaction, post); }));
  }
  domain::Post post(Id id) { return *must(store::find_post(reader(), id)); }
  std::vector<std::string> outgoing() {
    std::vector<std::string> kinds;
    for (const auto& row : must(store::list_due_outgoing(reader(), clock.now() + std::chrono::hours(1), 100))) {
      kinds.push_back(row.kind);
    }
    return kinds;
  }
};

} // namespace

TEST_CASE("what the owner publishes is a post, a line in the home and something to send, or nothing of it") {
  Owner owner;
  const Id id = owner.publish("Hello @Hana@peer.example and @new@other.example #駅弁");
  const auto post = owner.post(id);
  CHECK(post.uri == "https://me.example/users/mia/statuses/" + std::to_string(id.value));
  CHECK(post.language == "ja");
  REQUIRE(post.mentions.size() == 2);
  CHECK(post.mentions[0].actor == "https://peer.example/users/hana");
  CHECK(post.mentions[1].actor.empty());
  CHECK(post.tags == std::vector<std::string>{"駅弁"});
  CHECK(must(store::read_home_timeline(owner.reader(), {}, {}, 20)).size() == 1);
  CHECK(owner.outgoing() == std::vector<std::string>{"create_post"});
  CHECK(actions::publish_post(owner.context, {}).error().kind == ErrorKind::invalid);
  CHECK(owner.outgoing().size() == 1);
}

TEST_CASE("a form that is sent twice makes one post") {
  Owner owner;
  domain::Draft draft;
  draft.text = "once";
  draft.request_key = "k";
  const Id first = must(actions::publish_post(owner.context, draft));
  CHECK(must(actions::publish_post(owner.context, draft)) == first);
  CHECK(owner.outgoing().size() == 1);
}

TEST_CASE("an answer reaches its author though the text does not name them") {
  Owner owner;
  domain::Draft draft;
  draft.text = "yes";
  draft.in_reply_to = owner.their_post();
  const auto post = owner.post(must(actions::publish_post(owner.context, draft)));
  CHECK(post.in_reply_to == draft.in_reply_to);
  REQUIRE(post.mentions.size() == 1);
  CHECK(post.mentions[0].account == owner.hana);
  draft.in_reply_to = Id{12345};
  CHECK(actions::publish_post(owner.context, draft).error().kind == ErrorKind::not_found);
}

TEST_CASE("an edit is sent and remembered, somebody else's post cannot be edited or deleted") {
  Owner owner;
  const Id id = owner.publish("old");
  must(actions::edit_post(owner.context, id, {.text = "new #tag", .warning = {}, .language = {}}));
  CHECK(owner.post(id).content == "new #tag");
  CHECK(owner.post(id).edited_at);
  CHECK(owner.outgoing().back() == "update_post");
  const Id theirs = owner.their_post();
  CHECK(actions::edit_post(owner.context, theirs, {.text = "x", .warning = {}, .language = {}}).error().kind == ErrorKind::forbidden);
  CHECK(actions::delete_post(owner.context, theirs).error().kind == ErrorKind::forbidden);
  must(actions::delete_post(owner.context, id));
  CHECK(must(store::is_tombstone(owner.public_reader(), "https://me.example/users/mia/statuses/" + std::to_string(id.value))));
  CHECK(owner.outgoing().back() == "delete_post");
}

TEST_CASE("liking and boosting twice is once, and is told to others only when it changes something") {
  Owner owner;
  const Id theirs = owner.their_post();
  must(actions::like_post(owner.context, theirs));
  must(actions::like_post(owner.context, theirs));
  must(actions::boost_post(owner.context, theirs, domain::Visibility::public_));
  must(actions::boost_post(owner.context, theirs, domain::Visibility::public_));
  CHECK(owner.outgoing() == std::vector<std::string>{"like_post", "boost_post"});
  must(actions::unlike_post(owner.context, theirs));
  must(actions::unboost_post(owner.context, theirs));
  must(actions::unlike_post(owner.context, theirs));
  CHECK(owner.outgoing() == std::vector<std::string>{"like_post", "boost_post", "undo_like", "undo_boost"});
  CHECK(owner.post(theirs).likes == 0);
}

TEST_CASE("B25 what is not for everybody cannot be boosted or pinned") {
  Owner owner;
  const Id followers_only = owner.their_post(domain::Visibility::followers);
  CHECK(actions::boost_post(owner.context, followers_only, domain::Visibility::public_).error().kind == ErrorKind::forbidden);
  CHECK(actions::pin_post(owner.context, followers_only).error().kind == ErrorKind::forbidden);
  must(actions::bookmark_post(owner.context, followers_only));
  CHECK(owner.outgoing().empty());
  const Id own = owner.publish("mine");
  must(actions::pin_post(owner.context, own));
  CHECK(must(store::list_pinned_posts(owner.public_reader())).size() == 1);
}

TEST_CASE("following waits for the other side; who is blocked or blocks cannot be followed") {
  Owner owner;
  must(actions::follow_account(owner.context, owner.hana));
  must(actions::follow_account(owner.context, owner.hana));
  CHECK(must(store::find_follow(owner.reader(), owner.hana))->state == domain::FollowState::pending);
  CHECK(owner.outgoing() == std::vector<std::string>{"follow_account"});
  must(actions::unfollow_account(owner.context, owner.hana));
  CHECK(actions::unfollow_account(owner.context, owner.hana).error().kind == ErrorKind::not_found);
  must(owner.write([](store::Transaction& t) { return store::insert_blocked_by(t, "https://peer.example/users/hana"); }));
  CHECK(actions::follow_account(owner.context, owner.hana).error().kind == ErrorKind::forbidden);
}

TEST_CASE("only handles and web addresses are looked up") {
  Owner owner;
  const Id lookup = must(actions::look_up(owner.context, " @A@Peer.example "));
  CHECK(must(store::find_lookup(owner.reader(), lookup))->query == "@a@peer.example");
  CHECK(actions::look_up(owner.context, "javascript:alert(1)").error().kind == ErrorKind::invalid);
}

TEST_CASE("a description that is too long is refused before the picture is touched") {
  Owner owner;
  const std::string text(2000, 'x');
  CHECK(actions::add_media(owner.context, owner.directory.path(), {"", text}).error().kind == ErrorKind::invalid);
  CHECK(actions::add_media(owner.context, owner.directory.path(), {"no picture", "x"}).error().kind == ErrorKind::invalid);
}
