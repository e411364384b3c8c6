#include "pure/activitypub/nodeinfo.h"
#include "pure/activitypub/read_actor.h"
#include "pure/activitypub/write_activity.h"
#include "pure/activitypub/write_actor.h"
#include "pure/activitypub/write_collection.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::activitypub;

namespace {

OwnerActor owner() {
  OwnerActor actor;
  actor.id = "https://w.example/users/mia";
  actor.key_id = "https://w.example/users/mia#main-key";
  actor.public_key_pem = "PEM";
  actor.user = "mia";
  actor.webfinger = "mia@example";
  actor.name = "Mia <3";
  actor.bio = "Hello <world>";
  actor.profile_page = "https://w.example/@mia";
  actor.inbox = "https://w.example/users/mia/inbox";
  actor.outbox = "https://w.example/users/mia/outbox";
  actor.followers = "https://w.example/users/mia/followers";
  actor.following = "https://w.example/users/mia/following";
  actor.featured = "https://w.example/users/mia/collections/featured";
  actor.featured_tags = "https://w.example/users/mia/collections/tags";
  actor.shared_inbox = "https://w.example/inbox";
  actor.published = Time{std::chrono::milliseconds{1'700'000'000'123}};
  actor.fields = {{"Site", "<a href=\"https://example\">example</a>"}};
  return actor;
}

} // namespace

TEST_CASE("items 18 to 22 the owner's actor has what every peer asks for") {
  const std::string text = write_owner_actor(owner());
  const auto document = json::parse(text);
  REQUIRE(document);
  CHECK(text.starts_with("{\"@context\":[\"https://www.w3.org/ns/activitystreams\",\"https://w3id.org/security/v1\""));
  for (const char* key : {"id",
                          "type",
                          "inbox",
                          "outbox",
                          "followers",
                          "following",
                          "featured",
                          "featuredTags",
                          "preferredUsername",
                          "name",
                          "summary",
                          "url",
                          "manuallyApprovesFollowers",
                          "discoverable",
                          "indexable",
                          "published",
                          "publicKey",
                          "endpoints",
                          "attachment",
                          "tag",
                          "alsoKnownAs",
                          "attributionDomains",
                          "webfinger",
                          "interactionPolicy"}) {
    INFO(key);
    CHECK(document->contains(key));
  }
  CHECK((*document)["published"] == "2023-11-14T22:13:20Z");
  CHECK((*document)["publicKey"]["id"] == "https://w.example/users/mia#main-key");
  CHECK((*document)["publicKey"]["owner"] == "https://w.example/users/mia");
  CHECK((*document)["attachment"][0]["type"] == "PropertyValue");
  CHECK((*document)["name"] == "Mia <3");
  const std::string summary = (*document)["summary"];
  CHECK(summary.find("<world>") == std::string::npos);
  // Item 20: the historic spelling.
  CHECK((*document)["@context"][2]["schema"] == "http://schema.org#");
  CHECK((*document)["@context"][2]["PropertyValue"] == "schema:PropertyValue");
}

TEST_CASE("our own actor passes our own reader") {
  const auto actor = read_actor(*json::parse(write_owner_actor(owner())));
  REQUIRE(actor);
  CHECK(actor->user == "mia");
  CHECK(actor->webfinger == "mia@example");
  CHECK(actor->shared_inbox == "https://w.example/inbox");
  CHECK(actor->keys.size() == 1);
}

TEST_CASE("item 29 the instance actor is an Application named after the domain") {
  const auto document = json::parse(write_instance_actor({"https://w.example/actor", "https://w.example/actor#main-key", "PEM", "example",
                                                          "example@example", "https://w.example/about", "https://w.example/actor/inbox",
                                                          "https://w.example/actor/outbox", "https://w.example/inbox"}));
  REQUIRE(document);
  CHECK((*document)["type"] == "Application");
  CHECK((*document)["preferredUsername"] == "example");
  CHECK((*document)["manuallyApprovesFollowers"] == true);
  CHECK(read_actor(*document));
}

TEST_CASE("item 68 an Accept embeds the whole Follow") {
  const auto accept = json::parse(write_accept_follow("https://w.example/users/mia#accepts/follows/1", "https://w.example/users/mia",
                                                      {"https://a.example/f/1", "https://a.example/u", "https://w.example/users/mia"}));
  REQUIRE(accept);
  CHECK((*accept)["@context"] == "https://www.w3.org/ns/activitystreams");
  CHECK((*accept)["type"] == "Accept");
  CHECK((*accept)["actor"] == "https://w.example/users/mia");
  CHECK((*accept)["object"] == json::Value({{"type", "Follow"},
                                            {"id", "https://a.example/f/1"},
                                            {"actor", "https://a.example/u"},
                                            {"object", "https://w.example/users/mia"}}));
  const auto nameless = json::parse(write_reject_follow("https://w.example/r", "https://w.example/users/mia",
                                                        {"", "https://a.example/u", "https://w.example/users/mia"}));
  CHECK_FALSE((*nameless)["object"].contains("id"));
}

TEST_CASE("item 19 a collection shows its first page, or only its size") {
  const auto shown = json::parse(write_collection("https://w.example/f", 3, "https://w.example/f?page=true"));
  CHECK((*shown)["type"] == "OrderedCollection");
  CHECK((*shown)["totalItems"] == 3);
  CHECK((*shown)["first"] == "https://w.example/f?page=true");
  CHECK_FALSE(json::parse(write_collection("https://w.example/f", 3, ""))->contains("first"));
  const auto page = json::parse(write_collection_page({"https://w.example/f?page=true", "https://w.example/f", "", 0, {}}));
  CHECK((*page)["orderedItems"] == json::Value::array());
  CHECK((*page)["partOf"] == "https://w.example/f");
  CHECK_FALSE(page->contains("next"));
}

TEST_CASE("items 16 and 17 NodeInfo has every required key in both versions") {
  for (const auto version : {NodeInfoVersion::v2_0, NodeInfoVersion::v2_1}) {
    const auto info = json::parse(write_nodeinfo({"0.1.0", "Mia", "@mia@example", 0, true}, version));
    REQUIRE(info);
    for (const char* key : {"version", "software", "protocols", "services", "openRegistrations", "usage", "metadata"}) {
      CHECK(info->contains(key));
    }
    CHECK((*info)["openRegistrations"] == false);
    CHECK((*info)["software"]["name"] == "ekiben");
    CHECK((*info)["services"]["inbound"].is_array());
  }
  const auto links = json::parse(write_nodeinfo_links("https://w.example", "https://w.example/actor"));
  CHECK((*links)["links"].size() == 3);
  CHECK((*links)["links"][2]["rel"] == "https://www.w3.org/ns/activitystreams#Application");
}
