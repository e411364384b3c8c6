#include "pure/activitypub/read_note.h"
#include "pure/activitypub/write_note.h"

#include "pure/json/json.h"
#include "pure/json/parse.h"

#include <catch_amalgamated.hpp>
#include <string>

using namespace ekiben;
using namespace ekiben::activitypub;

namespace {

Result<Note> read(const std::string& text) {
  const auto value = json::parse(text);
  REQUIRE(value);
  return read_note(*value);
}

NoteFacts bento() {
  NoteFacts note;
  note.id = "https://me.example/users/mia/statuses/7";
  note.url = "https://me.example/@mia/7";
  note.author = "https://me.example/users/mia";
  note.content = "<p>駅弁</p>";
  note.language = "ja";
  note.published = "2026-11-24T15:00:00Z";
  note.addressing = address(Audience::public_, "https://me.example/users/mia/followers", {"https://peer.example/u/h"});
  note.mentions = {{"https://peer.example/u/h", "@h@peer.example"}};
  note.hashtags = {{"https://me.example/tags/bento", "#bento"}};
  note.attachments = {{.media_type = "image/jpeg",
                       .url = "https://me.example/media/own/a.jpg",
                       .description = "a box",
                       .blurhash = "LEHV6nWB2yk8",
                       .width = 4,
                       .height = 3,
                       .focus = {0.5, 0}}};
  return note;
}

} // namespace

TEST_CASE("item 79: the four audiences are addressed as every server reads them, and read back") {
  const std::string followers = "https://a.example/followers";
  for (const auto audience : {Audience::public_, Audience::unlisted, Audience::followers, Audience::direct}) {
    const auto addressing = address(audience, followers, {"https://b.example/u"});
    const std::vector<std::string_view> to(addressing.to.begin(), addressing.to.end());
    const std::vector<std::string_view> cc(addressing.cc.begin(), addressing.cc.end());
    CHECK(read_audience(to, cc, followers) == audience);
  }
  CHECK(read_audience({"as:Public"}, {}, followers) == Audience::public_);
  CHECK(read_audience({}, {"Public"}, followers) == Audience::unlisted);
  CHECK(read_audience({"https://a.example/followers"}, {}, "") == Audience::direct);
}

TEST_CASE("a note of ours reads back as it was meant") {
  const auto note = read(write_note(bento()));
  REQUIRE(note);
  CHECK(note->content == "<p>駅弁</p>");
  CHECK(note->language == "ja");
  CHECK(note->mentions.at(0).actor == "https://peer.example/u/h");
  CHECK(note->hashtags == std::vector<std::string>{"bento"});
  CHECK(note->attachments.at(0).description == "a box");
  CHECK(note->attachments.at(0).focus[0] == 0.5);
  CHECK(note->published);
  CHECK_FALSE(note->is_vote);
}

TEST_CASE("item 38: a Create carries arrays, a context and string actors") {
  const auto value = json::parse(write_create("https://me.example/c", bento()));
  REQUIRE(value);
  CHECK((*value)["to"].is_array());
  CHECK((*value)["object"]["attributedTo"].is_string());
  CHECK((*value)["@context"][0] == "https://www.w3.org/ns/activitystreams");
  CHECK((*value)["object"]["contentMap"]["ja"] == "<p>駅弁</p>");
  CHECK((*value)["object"]["inReplyTo"].is_null());
}

TEST_CASE("item 66: a Delete holds a Tombstone with its author, item 70: an Announce names its object") {
  const ActFacts act{"https://me.example/d", "https://me.example/users/mia", "https://me.example/users/mia/statuses/7", {}};
  const auto gone = json::parse(write_delete_post(act));
  CHECK((*gone)["object"]["type"] == "Tombstone");
  CHECK((*gone)["object"]["attributedTo"] == act.actor);
  const auto boost = json::parse(write_announce(act, "2026-11-24T15:00:00Z"));
  CHECK((*boost)["object"] == act.object);
  const auto undo = json::parse(write_undo_announce("https://me.example/u", act));
  CHECK((*undo)["object"]["id"] == act.id);
}

TEST_CASE("items 63, 91: articles, videos and pages have a title, a page and their medium") {
  const auto article = read(
      R"({"id":"https://b.example/1","type":"Article","name":"<b>T</b>","content":"<p>x</p>","attributedTo":"https://b.example/u","summary":"s","url":"https://b.example/a"})");
  REQUIRE(article);
  CHECK(article->title == "T");
  CHECK(article->warning.empty());
  CHECK(article->url == "https://b.example/a");
  const auto video = read(
      R"({"id":"https://v.example/1","type":"Video","name":"V","attributedTo":[{"type":"Group","id":"https://v.example/c"},{"type":"Person","id":"https://v.example/p"}],
    "url":[{"type":"Link","mediaType":"text/html","href":"https://v.example/w"},{"type":"Link","mediaType":"video/mp4","href":"https://v.example/f.mp4"}]})");
  REQUIRE(video);
  CHECK(video->author == "https://v.example/p");
  CHECK(video->url == "https://v.example/w");
  CHECK(video->attachments.at(0).url == "https://v.example/f.mp4");
}

TEST_CASE("item 94: a vote is no post, a poll is read as text with its choices") {
  CHECK(
      read(
          R"({"id":"https://b.example/v","type":"Note","name":"Yes","inReplyTo":"https://me.example/q","attributedTo":"https://b.example/u"})")
          ->is_vote);
  const auto poll = read(
      R"({"id":"https://b.example/q","type":"Question","content":"<p>?</p>","attributedTo":"https://b.example/u","oneOf":[{"name":"<i>a"},{"name":"b"}]})");
  REQUIRE(poll);
  CHECK(poll->content == "<p>?</p><ul><li>&lt;i&gt;a</li><li>b</li></ul>");
}

TEST_CASE("B7, B20, B37: ids, authors and links that cannot be true are refused or left out, lists are bounded") {
  CHECK_FALSE(read(R"({"id":7,"type":"Note","attributedTo":"https://b.example/u"})"));
  CHECK_FALSE(read(R"({"id":"https://b.example/1","type":"Note","attributedTo":7})"));
  CHECK_FALSE(read(R"({"id":"https://b.example/1","type":"Delete","attributedTo":"https://b.example/u"})"));
  CHECK(read(R"({"id":"https://b.example/1","type":"Note","attributedTo":"https://b.example/u","url":"javascript:x"})")->url.empty());
  CHECK(read(R"({"id":"https://b.example/1","type":"Note","attributedTo":"https://b.example/u","url":"https://other.example/"})")
            ->url.empty());
  std::string many = R"({"id":"https://b.example/1","type":"Note","attributedTo":"https://b.example/u","tag":[)";
  for (int i = 0; i < 300; ++i) {
    many += std::string(i == 0 ? "" : ",") + "{\"type\":\"Hashtag\",\"name\":\"#t" + std::to_string(i) + "\"}";
  }
  CHECK(read(many + "]}")->hashtags.size() == 50);
}

TEST_CASE("B15 whatever shape the members have, nothing is thrown") {
  for (const char* const shape : {"7", "[]", "{}", "\"x\"", "null", "[[]]", "[{}]", "[null,7,{\"href\":7}]", "true"}) {
    for (const char* const key : {"content", "contentMap", "summary", "url", "tag", "attachment", "to", "cc", "inReplyTo", "published",
                                  "oneOf", "sensitive", "name", "attributedTo", "type"}) {
      const std::string text =
          std::string(R"({"id":"https://b.example/1","type":"Note","attributedTo":"https://b.example/u",")") + key + "\":" + shape + "}";
      CHECK_NOTHROW(read(text));
    }
  }
}
