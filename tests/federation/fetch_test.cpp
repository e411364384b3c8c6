#include "fake_peer.h"
#include "federation/fetch_document.h"
#include "federation/fetch_key.h"
#include "federation/resolve_handle.h"
#include "inhabited_store.h"
#include "pure/json/json.h"

using namespace ekiben;
using namespace ekiben::federation;
using namespace std::chrono_literals;
using ekiben::test::FakePeer;
using ekiben::test::InhabitedStore;
using ekiben::test::must;
using ekiben::test::some_key;

namespace {

Result<Document> fetch(InhabitedStore& here, const std::string& url) {
  return test::wait_for<Result<Document>>([&](auto done) { fetch_document(*here.context, url, here.soon(), done); });
}
Result<FetchedKey> fetch_key_of(InhabitedStore& here, const std::string& key_id) {
  return test::wait_for<Result<FetchedKey>>([&](auto done) { fetch_key(*here.context, key_id, here.soon(), done); });
}
Result<ResolvedHandle> resolve(InhabitedStore& here, const std::string& handle) {
  return test::wait_for<Result<ResolvedHandle>>(
      [&](auto done) { resolve_handle(*here.context, *text::parse_handle(handle), here.soon(), done); });
}
std::string note(const std::string& id) {
  return R"({"@context":"https://www.w3.org/ns/activitystreams","type":"Note","id":")" + id + "\"}";
}
std::string jrd(const std::string& subject, const std::string& actor) {
  return R"({"subject":")" + subject + R"(","links":[{"rel":"self","type":"application/activity+json","href":")" + actor + R"("}]})";
}

} // namespace

TEST_CASE("items 34, 56 and 109 a fetch is signed by the instance actor and says who asks") {
  InhabitedStore here;
  FakePeer peer;
  peer.put("/n", {200, "application/activity+json", note(peer.base() + "/n"), {}});
  const auto document = fetch(here, peer.base() + "/n#fragment");
  REQUIRE(document);
  CHECK(document->id == peer.base() + "/n");
  const auto seen = peer.seen("/n");
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].headers.find("Accept")->second ==
        "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"");
  CHECK(seen[0].headers.find("Signature")->second.find("keyId=\"http://127.0.0.1:9/actor#main-key\"") != std::string::npos);
  CHECK(seen[0].headers.find("User-Agent")->second == "ekiben/test (+http://127.0.0.1:9/)");
}

TEST_CASE("B1 a document counts at its own id alone, which is asked once") {
  InhabitedStore here;
  FakePeer peer;
  FakePeer other("127.0.0.2");
  peer.put("/page", {200, "application/activity+json", note(other.base() + "/n"), {}});
  other.put("/n", {200, "application/activity+json", note(other.base() + "/n"), {}});
  const auto document = fetch(here, peer.base() + "/page");
  REQUIRE(document);
  CHECK(document->id == other.base() + "/n");
  CHECK(other.seen("/n").size() == 1);
  // The claimed id knows nothing of it, or names yet another.
  peer.put("/lie", {200, "application/activity+json", note(other.base() + "/nothing"), {}});
  CHECK(fetch(here, peer.base() + "/lie").error().kind == ErrorKind::not_found);
  other.put("/chain", {200, "application/activity+json", note(peer.base() + "/page"), {}});
  peer.put("/chain", {200, "application/activity+json", note(other.base() + "/chain"), {}});
  CHECK(fetch(here, peer.base() + "/chain").error().kind == ErrorKind::invalid);
  peer.put("/nameless", {200, "application/activity+json", "{}", {}});
  CHECK_FALSE(fetch(here, peer.base() + "/nameless"));
}

TEST_CASE("B2 a body of another type is not believed") {
  InhabitedStore here;
  FakePeer peer;
  for (const char* type : {"application/json", "text/html", "application/ld+json", "image/png"}) {
    peer.put("/n", {200, type, note(peer.base() + "/n"), {}});
    CHECK_FALSE(fetch(here, peer.base() + "/n"));
  }
}

TEST_CASE("B3 our own host is never asked, not even by a redirect") {
  FakePeer self("127.0.0.3");
  InhabitedStore here(self.base());
  FakePeer peer;
  self.put("/n", {200, "application/activity+json", note(self.base() + "/n"), {}});
  peer.redirect("/n", self.base() + "/n");
  CHECK(fetch(here, self.base() + "/n").error().kind == ErrorKind::invalid);
  CHECK(fetch(here, peer.base() + "/n").error().kind == ErrorKind::invalid);
  CHECK(self.count() == 0);
}

TEST_CASE("B4 after a redirect the host that answered is what counts") {
  InhabitedStore here;
  FakePeer peer;
  FakePeer other("127.0.0.2");
  // other poses as peer through a redirect of peer's.
  peer.redirect("/out", other.base() + "/pose");
  other.put("/pose", {200, "application/activity+json", note(peer.base() + "/out"), {}});
  CHECK_FALSE(fetch(here, peer.base() + "/out"));
  // On one host a redirect is fine.
  peer.redirect("/old", peer.base() + "/new");
  peer.put("/new", {200, "application/activity+json", note(peer.base() + "/new"), {}});
  CHECK(fetch(here, peer.base() + "/old"));
}

TEST_CASE("B33 and B34 redirects end after three, loops too") {
  InhabitedStore here;
  FakePeer peer;
  peer.redirect("/loop", peer.base() + "/loop");
  CHECK(fetch(here, peer.base() + "/loop").error().kind == ErrorKind::invalid);
  CHECK(peer.count() == kMaxRedirects + 1);
  peer.redirect("/nowhere", "gopher://x/");
  CHECK_FALSE(fetch(here, peer.base() + "/nowhere"));
}

TEST_CASE("B28 a redirect to an address that may not be dialled is not followed") {
  InhabitedStore here;
  FakePeer peer;
  for (const char* url : {"http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/"}) {
    peer.redirect("/r", url);
    CHECK(fetch(here, peer.base() + "/r").error().kind == ErrorKind::forbidden);
  }
}

TEST_CASE("statuses of a fetch say what happened") {
  InhabitedStore here;
  FakePeer peer;
  const auto kind = [&](int status) {
    peer.put("/n", {status, "application/activity+json", note(peer.base() + "/n"), {}});
    return fetch(here, peer.base() + "/n").error().kind;
  };
  CHECK(kind(404) == ErrorKind::not_found);
  CHECK(kind(410) == ErrorKind::gone);
  CHECK(kind(401) == ErrorKind::forbidden);
  CHECK(kind(503) == ErrorKind::unavailable);
  CHECK(kind(429) == ErrorKind::unavailable);
  peer.put("/big", {200, "application/activity+json", std::string(kMaxDocumentBytes + 1, ' '), {}});
  CHECK(fetch(here, peer.base() + "/big").error().kind == ErrorKind::too_large);
  CHECK_FALSE(fetch(here, "ftp://x/"));
}

TEST_CASE("items 22, 23 and 47 keys are found in the actor, and in documents of their own") {
  InhabitedStore here;
  FakePeer peer;
  const std::string pem = some_key(2).public_key().to_pem();
  peer.put_actor("anna", pem);
  const auto plain = fetch_key_of(here, peer.base() + "/users/anna#main-key");
  REQUIRE(plain);
  CHECK(plain->key.owner == peer.base() + "/users/anna");
  CHECK(plain->owner.user == "anna");
  CHECK_FALSE(fetch_key_of(here, peer.base() + "/users/anna#other-key"));
  // A key that is a document of its own: its owner must list it.
  const std::string key_id = peer.base() + "/keys/1";
  std::string key = R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + key_id + R"(","owner":")" + peer.base() +
                    R"(/users/berta","publicKeyPem":"x"})";
  peer.put("/keys/1", {200, "application/activity+json", key, {}});
  peer.put_actor("berta", pem);
  CHECK(fetch_key_of(here, key_id).error().kind == ErrorKind::unauthorized);
  std::string actor = peer.actor("berta", pem);
  actor.replace(actor.find(peer.base() + "/users/berta#main-key"), (peer.base() + "/users/berta#main-key").size(), key_id);
  peer.put("/users/berta", {200, "application/activity+json", actor, {}});
  const auto own = fetch_key_of(here, key_id);
  REQUIRE(own);
  CHECK(own->key.owner == peer.base() + "/users/berta");
}

TEST_CASE("B11 a key that claims an owner on another host, or one that does not list it, is not believed") {
  InhabitedStore here;
  FakePeer peer;
  FakePeer victim("127.0.0.2");
  const std::string pem = some_key(2).public_key().to_pem();
  victim.put_actor("anna", pem);
  std::string actor = peer.actor("eve", pem);
  const std::string owner = R"("owner":")" + peer.base() + "/users/eve";
  actor.replace(actor.find(owner), owner.size(), R"("owner":")" + victim.base() + "/users/anna");
  peer.put("/users/eve", {200, "application/activity+json", actor, {}});
  CHECK(fetch_key_of(here, peer.base() + "/users/eve#main-key").error().kind == ErrorKind::unauthorized);
}

TEST_CASE("B6 items 9 to 12 a handle and its actor must name each other") {
  InhabitedStore here;
  FakePeer peer;
  const std::string handle = "anna@" + peer.authority();
  const std::string id = peer.base() + "/users/anna";
  peer.put_actor("anna", "PEM");
  peer.put("/.well-known/webfinger", {200, "application/jrd+json", jrd("acct:" + handle, id), {}});
  const auto found = resolve(here, handle);
  REQUIRE(found);
  CHECK(found->actor.id == id);
  CHECK(found->handle.text() == handle);
  CHECK(peer.seen("/.well-known/webfinger")[0].headers.count("Signature") == 0);
  // An alias is answered with the name that both agree on, never with its own.
  const auto alias = resolve(here, "berta@" + peer.authority());
  REQUIRE(alias);
  CHECK(alias->handle.text() == handle);
  // A handle that leads to an actor of another name.
  peer.put("/.well-known/webfinger", {200, "application/jrd+json", jrd("acct:berta@" + peer.authority(), id), {}});
  CHECK_FALSE(resolve(here, "berta@" + peer.authority()));
  // A subject that names another host, which knows nothing of it.
  FakePeer other("127.0.0.2");
  peer.put("/.well-known/webfinger", {200, "application/jrd+json", jrd("acct:anna@" + other.authority(), id), {}});
  CHECK_FALSE(resolve(here, handle));
  // Split domain: the other host confirms.
  other.put("/.well-known/webfinger", {200, "application/jrd+json", jrd("acct:anna@" + other.authority(), id), {}});
  const auto split = resolve(here, handle);
  REQUIRE(split);
  CHECK(split->handle.domain == other.authority());
  // ... and is not followed on to a third.
  other.put("/.well-known/webfinger", {200, "application/jrd+json", jrd("acct:anna@third.example", id), {}});
  CHECK_FALSE(resolve(here, handle));
}

TEST_CASE("item 7 at 404 host-meta says where else to ask") {
  InhabitedStore here;
  FakePeer peer;
  const std::string handle = "anna@" + peer.authority();
  peer.put_actor("anna", "PEM");
  peer.put("/.well-known/host-meta",
           {200, "application/xrd+xml", "<XRD><Link rel=\"lrdd\" template=\"" + peer.base() + "/wf?r={uri}\"/></XRD>", {}});
  peer.put("/wf", {200, "application/json", jrd("acct:" + handle, peer.base() + "/users/anna"), {}});
  CHECK(resolve(here, handle));
  peer.put("/wf", {200, "text/html", jrd("acct:" + handle, peer.base() + "/users/anna"), {}});
  CHECK_FALSE(resolve(here, handle));
}
