#include "pure/activitypub/webfinger.h"

#include "pure/json/json.h"
#include "pure/json/parse.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::activitypub;

TEST_CASE("items 1 to 3 our JRD has subject, aliases, self, profile page and subscribe template") {
  const auto jrd = json::parse(write_webfinger(
      {"acct:mia@example", "https://w.example/users/mia", "https://w.example/@mia", "https://w.example/authorize_interaction?uri={uri}"}));
  REQUIRE(jrd);
  CHECK((*jrd)["subject"] == "acct:mia@example");
  CHECK((*jrd)["aliases"] == json::Value::array({"https://w.example/@mia", "https://w.example/users/mia"}));
  const json::Value& links = (*jrd)["links"];
  REQUIRE(links.size() == 3);
  CHECK(links[1] == json::Value({{"rel", "self"}, {"type", "application/activity+json"}, {"href", "https://w.example/users/mia"}}));
  CHECK(links[2]["template"] == "https://w.example/authorize_interaction?uri={uri}");
  // What we write, we can read.
  const auto found = read_webfinger(write_webfinger({"acct:mia@example", "https://w.example/users/mia", "", ""}));
  REQUIRE(found);
  CHECK(found->actor == "https://w.example/users/mia");
}

TEST_CASE("item 4 a resource is acct in any case, a bare handle, or a URL") {
  for (const char* text : {"acct:mia@example.com", "ACCT:Mia@Example.COM", "mia@example.com", "@mia@example.com"}) {
    const auto question = read_webfinger_resource(text);
    REQUIRE(question);
    CHECK(question->kind == WebFingerQuestion::Kind::handle);
    CHECK(question->user == "mia");
    CHECK(question->domain == "example.com");
  }
  const auto url = read_webfinger_resource("https://example.com/users/mia");
  REQUIRE(url);
  CHECK(url->kind == WebFingerQuestion::Kind::url);
  for (const char* text :
       {"", "mia", "acct:", "acct:@", "acct:mia", "acct:mia@", "mailto:mia@example.com", "https://", "http://mia@example.com/"}) {
    CHECK_FALSE(read_webfinger_resource(text));
  }
}

TEST_CASE("item 2 only a self link of an ActivityPub type leads to an actor") {
  CHECK_FALSE(read_webfinger(R"({"links":[{"rel":"self","type":"application/activity+json","href":"https://a.example/u"}]})"));
  CHECK_FALSE(read_webfinger(R"({"subject":"acct:a@a.example","links":[]})"));
  CHECK_FALSE(read_webfinger(R"({"subject":"acct:a@a.example","links":[{"rel":"self","type":"text/html","href":"https://a.example/u"}]})"));
  CHECK_FALSE(read_webfinger(
      R"({"subject":"acct:a@a.example","links":[{"rel":"self","type":"application/activity+json","href":"javascript:1"}]})"));
  CHECK_FALSE(read_webfinger(R"({"subject":"acct:a@a.example","links":{"rel":"self"}})"));
  const auto found = read_webfinger(
      R"({"subject":"acct:a@a.example","links":[1,null,{"rel":"self","type":"text/html","href":"https://a.example/x"},{"rel":"self","type":"application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"","href":"https://a.example/u"}]})");
  REQUIRE(found);
  CHECK(found->actor == "https://a.example/u");
}
