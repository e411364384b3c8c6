#include "pure/activitypub/read_activity.h"

#include <catch_amalgamated.hpp>

#include <string>

using namespace ekiben;
using namespace ekiben::activitypub;

namespace {

std::string activity(const std::string& members) { return R"({"@context":"https://www.w3.org/ns/activitystreams",)" + members + "}"; }

} // namespace

TEST_CASE("a Follow names its actor and its object, by id or embedded") {
  const auto by_id = parse_activity(
      activity(R"("id":"https://a.example/f/1","type":"Follow","actor":"https://a.example/u","object":"https://b.example/u")"));
  REQUIRE(by_id);
  CHECK(by_id->kind == ActivityKind::follow);
  CHECK(by_id->id == "https://a.example/f/1");
  CHECK(by_id->actor == "https://a.example/u");
  CHECK(by_id->object.id == "https://b.example/u");
  CHECK_FALSE(by_id->object.embedded);

  const auto embedded = parse_activity(activity(
      R"("type":["Follow"],"actor":{"id":"https://a.example/u","type":"Person"},"object":[{"id":"https://b.example/u","type":"Person"}])"));
  REQUIRE(embedded);
  CHECK(embedded->actor == "https://a.example/u");
  CHECK(embedded->object.id == "https://b.example/u");
  CHECK(embedded->id.empty());
}

TEST_CASE("an Undo shows the activity that it embeds") {
  const auto undo = parse_activity(activity(
      R"("id":"https://a.example/f/1/undo","type":"Undo","actor":"https://a.example/u","object":{"id":"https://a.example/f/1","type":"Follow","actor":"https://a.example/u","object":"https://b.example/u"})"));
  REQUIRE(undo);
  CHECK(undo->kind == ActivityKind::undo);
  CHECK(undo->object.embedded);
  CHECK(undo->object.type == "Follow");
  CHECK(undo->object.actor == "https://a.example/u");
  CHECK(undo->object.object == "https://b.example/u");
  CHECK(undo->object.id == "https://a.example/f/1");
}

TEST_CASE("unknown kinds are read, even without an object") {
  const auto view = parse_activity(activity(R"("type":"View","actor":"https://a.example/u")"));
  REQUIRE(view);
  CHECK(view->kind == ActivityKind::other);
  CHECK_FALSE(parse_activity(activity(R"("type":"Like","actor":"https://a.example/u")")));
}

TEST_CASE("a document that is no activity is refused") {
  CHECK_FALSE(parse_activity(""));
  CHECK_FALSE(parse_activity("null"));
  CHECK_FALSE(parse_activity("[]"));
  CHECK_FALSE(parse_activity("\"Follow\""));
  CHECK_FALSE(parse_activity(R"({"type":"Follow","actor":"https://a.example/u","object":"https://b.example/u"})"));
  CHECK_FALSE(parse_activity(activity(R"("actor":"https://a.example/u","object":"https://b.example/u")")));
  CHECK_FALSE(parse_activity(activity(R"("type":"Follow","object":"https://b.example/u")")));
  CHECK_FALSE(parse_activity(activity(R"("type":"Follow","actor":"acct:a@b","object":"https://b.example/u")")));
  CHECK_FALSE(parse_activity(activity(R"("type":{"id":"Follow"},"actor":"https://a.example/u","object":"https://b.example/u")")));
}

TEST_CASE("B7 an actor that is no http(s) id is refused, numbers above all") {
  CHECK_FALSE(parse_activity(activity(R"("type":"Follow","actor":1,"object":"https://b.example/u")")));
  CHECK_FALSE(parse_activity(activity(R"("type":"Follow","actor":"1","object":"https://b.example/u")")));
  CHECK_FALSE(
      parse_activity(activity(R"("type":"Follow","actor":["https://a.example/u","https://c.example/u"],"object":"https://b.example/u")")));
}

TEST_CASE("B8 and B9 only the signer speaks for itself, under ids of its own host") {
  const auto said = [](const std::string& id) {
    return parse_activity(activity(R"("id":")" + id + R"(","type":"Follow","actor":"https://a.example/u","object":"https://b.example/u")"));
  };
  CHECK(is_said_by(*said("https://a.example/f/1"), "https://a.example/u"));
  CHECK(is_said_by(*said("urn:uuid:1"), "https://a.example/u"));
  CHECK_FALSE(is_said_by(*said("https://a.example/f/1"), "https://a.example/v"));
  CHECK_FALSE(is_said_by(*said("https://c.example/f/1"), "https://a.example/u"));
  CHECK_FALSE(is_said_by(*said("http://a.example/f/1"), "https://a.example/u"));
}

TEST_CASE("B14 @graph, @included and @reverse move nothing into an activity") {
  const auto graph = parse_activity(
      R"({"@context":"https://www.w3.org/ns/activitystreams","@graph":[{"type":"Follow","actor":"https://a.example/u","object":"https://b.example/u"}]})");
  CHECK_FALSE(graph);
  const auto reverse = parse_activity(activity(
      R"("type":"View","actor":"https://a.example/u","@reverse":{"object":{"type":"Undo","actor":"https://c.example/u"}},"@included":[{"type":"Delete"}])"));
  REQUIRE(reverse);
  CHECK(reverse->kind == ActivityKind::other);
  CHECK(reverse->actor == "https://a.example/u");
  // An alias made by a context is not looked up: only the plain names count.
  CHECK_FALSE(parse_activity(
      R"({"@context":["https://www.w3.org/ns/activitystreams",{"kind":"@type","who":"as:actor"}],"kind":"Follow","who":"https://a.example/u","object":"https://b.example/u"})"));
}

TEST_CASE("B37 ids that are too long count as absent") {
  const std::string tall(5'000, 'x');
  CHECK_FALSE(parse_activity(activity(R"("type":"Follow","actor":"https://a.example/)" + tall + R"(","object":"https://b.example/u")")));
  const auto long_object =
      parse_activity(activity(R"("type":"View","actor":"https://a.example/u","object":"https://b.example/)" + tall + "\""));
  REQUIRE(long_object);
  CHECK(long_object->object.id.empty());
}

TEST_CASE("B44 nesting beyond the cap is refused, not recursed into") {
  CHECK_FALSE(parse_activity(activity(R"("type":"View","actor":"https://a.example/u","object":)" + std::string(100'000, '['))));
  std::string deep = R"("type":"View","actor":"https://a.example/u","object":)";
  for (int i = 0; i < 1'000; ++i) {
    deep += R"({"object":)";
  }
  deep += "1" + std::string(1'000, '}');
  CHECK_FALSE(parse_activity(activity(deep)));
}

TEST_CASE("Delete and Update of the actor by itself are told apart from others") {
  CHECK(is_about_itself(*parse_activity(activity(R"("type":"Delete","actor":"https://a.example/u","object":"https://a.example/u")"))));
  CHECK(is_about_itself(
      *parse_activity(activity(R"("type":"Update","actor":"https://a.example/u","object":{"id":"https://a.example/u","type":"Person"})"))));
  CHECK_FALSE(
      is_about_itself(*parse_activity(activity(R"("type":"Delete","actor":"https://a.example/u","object":"https://a.example/n/1")"))));
  CHECK_FALSE(
      is_about_itself(*parse_activity(activity(R"("type":"Follow","actor":"https://a.example/u","object":"https://a.example/u")"))));
}
