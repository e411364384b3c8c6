#include "pure/activitypub/read_actor.h"

#include "pure/activitypub/limits.h"
#include "pure/activitypub/multikey.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"

#include <catch_amalgamated.hpp>

#include <string>

using namespace ekiben;
using namespace ekiben::activitypub;

namespace {

json::Value minimal() {
  return {{"@context", "https://www.w3.org/ns/activitystreams"},
          {"id", "https://a.example/u"},
          {"type", "Person"},
          {"preferredUsername", "mia"},
          {"inbox", "https://a.example/u/inbox"}};
}

} // namespace

TEST_CASE("an actor with the least that every peer has is read") {
  const auto actor = read_actor(minimal());
  REQUIRE(actor);
  CHECK(actor->id == "https://a.example/u");
  CHECK(actor->user == "mia");
  CHECK(actor->inbox == "https://a.example/u/inbox");
  CHECK(actor->keys.empty());
}

TEST_CASE("item 18 an actor without context, id, type or inbox is refused") {
  for (const char* key : {"@context", "id", "type", "inbox"}) {
    json::Value document = minimal();
    document.erase(key);
    CHECK_FALSE(read_actor(document));
  }
  json::Value note = minimal();
  note["type"] = "Note";
  CHECK_FALSE(read_actor(note));
  CHECK_FALSE(read_actor(json::Value::array()));
  CHECK_FALSE(read_actor(json::Value("https://a.example/u")));
}

TEST_CASE("item 21 members come as string, object or array of one, sharedInbox in two places") {
  json::Value document = minimal();
  document["inbox"] = json::Value::array({"https://a.example/in"});
  document["outbox"] = {{"id", "https://a.example/out"}, {"type", "OrderedCollection"}};
  document["followers"] = "https://a.example/followers";
  document["sharedInbox"] = "https://a.example/shared";
  document["icon"] = json::Value::array({{{"type", "Image"}, {"url", "https://m.example/1.png"}}});
  document["url"] = json::Value::array({{{"type", "Link"}, {"href", "https://a.example/@mia"}}});
  const auto actor = read_actor(document);
  REQUIRE(actor);
  CHECK(actor->inbox == "https://a.example/in");
  CHECK(actor->outbox == "https://a.example/out");
  CHECK(actor->followers == "https://a.example/followers");
  CHECK(actor->shared_inbox == "https://a.example/shared");
  CHECK(actor->icon_url == "https://m.example/1.png");
  CHECK(actor->url == "https://a.example/@mia");
  document["endpoints"] = {{"sharedInbox", "https://a.example/shared2"}};
  CHECK(read_actor(document)->shared_inbox == "https://a.example/shared2");
}

TEST_CASE("an actor cannot name inboxes or pages of another host") {
  json::Value document = minimal();
  document["inbox"] = "https://victim.example/inbox";
  CHECK_FALSE(read_actor(document));
  document = minimal();
  document["endpoints"] = {{"sharedInbox", "https://victim.example/inbox"}};
  document["url"] = "https://victim.example/@mia";
  const auto actor = read_actor(document);
  REQUIRE(actor);
  CHECK(actor->shared_inbox.empty());
  CHECK(actor->url.empty());
}

TEST_CASE("item 24 publicKey is one or an array of at most ten, Multikeys are read") {
  json::Value document = minimal();
  json::Value keys = json::Value::array();
  for (int i = 0; i < 30; ++i) {
    keys.push_back({{"id", "https://a.example/u#k" + std::to_string(i)}, {"owner", "https://a.example/u"}, {"publicKeyPem", "PEM"}});
  }
  document["publicKey"] = keys;
  CHECK(read_actor(document)->keys.size() == kMaxKeys);
  document["publicKey"] = keys[3];
  // The Multikey of https://www.w3.org/TR/vc-di-eddsa/ section "Multikey".
  document["assertionMethod"] = json::Value::array({{{"id", "https://a.example/u#ed"},
                                                     {"type", "Multikey"},
                                                     {"controller", "https://a.example/u"},
                                                     {"publicKeyMultibase", "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"}},
                                                    "https://a.example/elsewhere"});
  const auto actor = read_actor(document);
  REQUIRE(actor->keys.size() == 2);
  CHECK(actor->keys[0].id == "https://a.example/u#k3");
  CHECK(actor->keys[1].owner == "https://a.example/u");
  const auto decoded = decode_key(actor->keys[1]);
  REQUIRE(decoded);
  CHECK(decoded->type() == crypto::KeyType::ed25519);
  CHECK_FALSE(decode_key(actor->keys[0]));
}

TEST_CASE("a document that is itself a key is read as one") {
  const auto keys =
      read_keys({{"id", "https://a.example/keys/1"}, {"type", "Key"}, {"owner", "https://a.example/u"}, {"publicKeyPem", "PEM"}});
  REQUIRE(keys.size() == 1);
  CHECK(keys[0].owner == "https://a.example/u");
}

TEST_CASE("B37 names are cut, bios and alias lists bounded, overlong ids absent") {
  json::Value document = minimal();
  document["name"] = std::string(100'000, 'x');
  document["summary"] = std::string(kMaxSummaryBytes + 1, 'x');
  document["alsoKnownAs"] = std::vector<std::string>(1'000, "https://b.example/u");
  document["followers"] = "https://a.example/" + std::string(10'000, 'x');
  document["preferredUsername"] = std::string(10'000, 'x');
  const auto actor = read_actor(document);
  REQUIRE(actor);
  CHECK(actor->name.size() == kMaxNameCodePoints);
  CHECK(actor->summary.empty());
  CHECK(actor->also_known_as.size() == kMaxAliases);
  CHECK(actor->followers.empty());
  CHECK(actor->user.empty());
}

TEST_CASE("B46 control and bidi characters do not survive in names") {
  json::Value document = minimal();
  document["name"] = "Mia\u202Eevil\n\u0007";
  CHECK(read_actor(document)->name == "Miaevil");
}

TEST_CASE("base58 is decoded as Bitcoin writes it") {
  // https://datatracker.ietf.org/doc/html/draft-msporny-base58-03#section-5
  CHECK(base58_decode("2NEpo7TZRRrLZSi2U") == "Hello World!");
  CHECK(base58_decode("11233QC4") == std::string("\0\0\x28\x7f\xb4\xcd", 6));
  CHECK_FALSE(base58_decode("0OIl"));
  CHECK_FALSE(base58_decode(std::string(201, 'a')));
}
