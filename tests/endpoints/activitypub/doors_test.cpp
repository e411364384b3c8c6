// The door for other servers, over real sockets.
#include "endpoints/activitypub/activitypub_routes.h"

#include "actions/receive_follow.h"
#include "endpoints/running_site.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/json/read.h"
#include "pure/signatures/sign.h"
#include "store/blocks_table.h"
#include "store/read_incoming.h"
#include "store/some_account.h"

#include <mutex>

using namespace ekiben;
using ekiben::test::must;
using ekiben::test::some_account;

namespace {

const std::string kAnna = "https://peer.example/users/anna";
const std::string kAnnasKey = kAnna + "#main-key";

/// Keys that a test names, and how often somebody asked for one over the network.
struct NamedKeys final : federation::KeySource {
  std::optional<federation::KnownKey> cached;
  Result<federation::KnownKey> fetched = fail(ErrorKind::unauthorized, "no such key");
  std::atomic<int> fetches{0};
  std::optional<federation::KnownKey> find_cached(std::string_view key_id) override {
    return cached && cached->key_id == key_id ? cached : std::nullopt;
  }
  void fetch(std::string_view, std::function<void(Result<federation::KnownKey>)> done) override {
    ++fetches;
    done(fetched);
  }
};

const crypto::PrivateKey& annas_key() {
  static const crypto::PrivateKey key = must(crypto::PrivateKey::generate_rsa());
  return key;
}

struct Doors : test::RunningSite {
  NamedKeys keys;
  endpoints::activitypub_door::Parts parts{site, errors, cache, store->readers(), keys, {store->writer(), clock}, clock, "0.1.0"};

  explicit Doors(std::string handle_domain = "hana.example") {
    endpoints::activitypub_door::add_activitypub_routes(router, parts);
    listen();
    insert_owner("Hana", "", std::move(handle_domain));
    must(write([](store::Transaction& t) -> Result<void> {
      const std::string pem = annas_key().public_key().to_pem();
      EKIBEN_CHECK(store::upsert_own_key(t, {store::KeyPurpose::owner, annas_key().to_der(), pem, t.now()}));
      return store::upsert_own_key(t, {store::KeyPurpose::instance, annas_key().to_der(), pem, t.now()});
    }));
    keys.cached = federation::KnownKey{kAnnasKey, kAnna, annas_key().public_key()};
    start();
  }
  ~Doors() { stop(); }

  std::string base() { return "http://" + host(); }
  json::Value document(const std::string& target) {
    const auto answer = get(target, {{"Accept", "application/activity+json"}});
    REQUIRE(answer.status == 200);
    return must(json::parse(answer.body));
  }
  httplib::Headers signed_headers(http::Method method, const std::string& target, const std::string& body) {
    http::Headers headers;
    headers.set("content-type", "application/activity+json");
    must(signatures::sign_cavage(method, target, host(), body, kAnnasKey, annas_key(), clock.now(), headers));
    httplib::Headers out;
    for (const auto& [name, value] : headers.fields()) {
      if (name != "content-type") {
        out.emplace(name, value);
      }
    }
    return out;
  }
  httplib::Response send(const std::string& body, const std::string& target = "/inbox",
                         const std::string& type = "application/activity+json") {
    return send_with(signed_headers(http::Method::post, target, body), body, target, type);
  }
  httplib::Response send_with(const httplib::Headers& headers, const std::string& body, const std::string& target = "/inbox",
                              const std::string& type = "application/activity+json") {
    httplib::Client client("127.0.0.1", port());
    auto result = client.Post(target, headers, body, type);
    REQUIRE(result);
    return *result;
  }
  std::size_t backlog() { return must(store::load_backlog(reader())).activities; }
};

std::string activity(const std::string& type, const std::string& object, const std::string& actor = kAnna) {
  return R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + actor + R"(/a/1","type":")" + type + R"(","actor":")" + actor +
         R"(","object":")" + object + R"("})";
}

} // namespace

TEST_CASE("items 1, 4, 5, 11 and 15 WebFinger knows the owner and the instance by every name, and nobody else") {
  Doors here;
  for (const std::string resource :
       {"acct:hana@hana.example", "acct%3Ahana%40hana.example", "ACCT:Hana@HANA.example", "hana@hana.example", ""}) {
    const auto answer = here.get("/.well-known/webfinger?rel=self&resource=" + (resource.empty() ? "acct:hana@" + here.host() : resource));
    REQUIRE(answer.status == 200);
    CHECK(answer.get_header_value("Content-Type").starts_with("application/jrd+json"));
    CHECK(answer.get_header_value("Access-Control-Allow-Origin") == "*");
    const auto jrd = must(json::parse(answer.body));
    CHECK(jrd["subject"] == "acct:hana@hana.example");
    CHECK(jrd["links"][1]["href"] == here.base() + "/users/hana");
  }
  CHECK(here.get("/.well-known/webfinger?resource=" + here.base() + "/users/hana").status == 200);
  CHECK(here.get("/.well-known/webfinger?resource=" + here.base() + "/@hana").status == 200);
  const auto instance = here.get("/.well-known/webfinger?resource=acct:hana.example@hana.example");
  REQUIRE(instance.status == 200);
  CHECK(must(json::parse(instance.body))["links"][1]["href"] == here.base() + "/actor");
  for (const std::string query :
       {"", "?", "?resource=", "?resource=hana", "?resource=acct:@", "?resource=%", "?rel=self", "?resource=mailto:hana@hana.example"}) {
    const auto answer = here.get("/.well-known/webfinger" + query);
    CHECK(answer.status == 400);
    CHECK(answer.get_header_value("Access-Control-Allow-Origin") == "*");
  }
  for (const std::string resource : {"acct:mia@hana.example", "acct:hana@elsewhere.example", "https://elsewhere.example/users/hana"}) {
    CHECK(here.get("/.well-known/webfinger?resource=" + resource).status == 404);
  }
}

TEST_CASE("items 31 and 38 the actor's address gives the document to servers and the page to people") {
  Doors here;
  for (const std::string accept : {"application/activity+json", "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""}) {
    const auto answer = here.get("/users/hana", {{"Accept", accept}});
    CHECK(answer.status == 200);
    CHECK(answer.get_header_value("Content-Type") == "application/activity+json; charset=utf-8");
    CHECK(answer.get_header_value("Vary").find("Accept") != std::string::npos);
    CHECK(must(json::parse(answer.body))["id"] == here.base() + "/users/hana");
  }
  const auto page = here.get("/users/hana");
  CHECK(page.status == 303);
  CHECK(page.get_header_value("Location") == here.base() + "/@hana");
  CHECK(page.get_header_value("Vary").find("Accept") != std::string::npos);
  CHECK(here.get("/users/mia", {{"Accept", "application/activity+json"}}).status == 404);
  const auto actor = here.document("/users/hana");
  CHECK(actor["webfinger"] == "hana@hana.example");
  CHECK(actor["publicKey"]["id"] == here.base() + "/users/hana#main-key");
  CHECK(here.document("/actor")["preferredUsername"] == "hana.example");
}

TEST_CASE("B21 and B25 followers are those the owner accepted, page by page") {
  Doors here;
  must(here.write([](store::Transaction& t) -> Result<void> {
    for (int i = 0; i < 45; ++i) {
      EKIBEN_CHECK(actions::receive_follow(t, {some_account("f" + std::to_string(i)), "f", "{}", false}).map([](auto) {}));
    }
    auto owner = domain::Owner{};
    owner.handle = "hana";
    owner.language = "en";
    owner.approves_followers = true;
    EKIBEN_CHECK(store::update_owner(t, owner));
    return actions::receive_follow(t, {some_account("waiting"), "f", "{}", false}).map([](auto) {});
  }));
  const auto collection = here.document("/users/hana/followers");
  CHECK(collection["totalItems"] == 45);
  const std::string first = collection["first"];
  const auto page = here.document(first.substr(here.base().size()));
  CHECK(page["orderedItems"].size() == 40);
  CHECK(page["orderedItems"][0] == some_account("f44").actor);
  const std::string next = page["next"];
  const auto last = here.document(next.substr(here.base().size()));
  CHECK(last["orderedItems"].size() == 5);
  CHECK_FALSE(last.contains("next"));
  CHECK(here.get("/users/hana/followers?page=true&max_id=x").status == 400);
  for (const std::string name : {"following", "outbox", "collections/featured", "collections/tags"}) {
    CHECK(here.document("/users/hana/" + name)["totalItems"] == 0);
  }
}

TEST_CASE("items 8 and 15 to 17 host-meta and NodeInfo answer") {
  Doors here;
  CHECK(here.get("/.well-known/host-meta").get_header_value("Content-Type").starts_with("application/xrd+xml"));
  CHECK(here.document("/.well-known/nodeinfo")["links"].size() == 3);
  CHECK(here.document("/nodeinfo/2.0")["version"] == "2.0");
  CHECK(here.document("/nodeinfo/2.1")["software"]["name"] == "ekiben");
  CHECK(here.get("/nodeinfo/2.1").get_header_value("Content-Type").find("schema/2.1#") != std::string::npos);
}

TEST_CASE("item 58 a verified activity is 202 when it is on disk, in every inbox") {
  Doors here;
  int count = 0;
  for (const std::string inbox : {"/inbox", "/users/hana/inbox", "/actor/inbox"}) {
    CHECK(here.send(activity("Follow", here.base() + "/users/hana"), inbox).status == 202);
    CHECK(here.backlog() == static_cast<std::size_t>(++count));
  }
  CHECK(here.send(activity("Follow", "x"), "/users/mia/inbox").status == 404);
  CHECK(here.keys.fetches == 0);
}

TEST_CASE("B12 a replayed request is answered, and stored once") {
  Doors here;
  const std::string body = activity("Follow", here.base() + "/users/hana");
  const auto headers = here.signed_headers(http::Method::post, "/inbox", body);
  CHECK(here.send_with(headers, body).status == 202);
  CHECK(here.send_with(headers, body).status == 202);
  CHECK(here.backlog() == 1);
}

TEST_CASE("item 49 what is wrong with a request is told at once, and nothing is stored") {
  Doors here;
  const std::string body = activity("Follow", here.base() + "/users/hana");
  CHECK(here.send_with({}, body).status == 401);
  auto broken = here.signed_headers(http::Method::post, "/inbox", body);
  CHECK(here.send_with(broken, body + " ").status == 401);
  broken.erase("signature");
  broken.emplace("signature", "keyId=\"x\",keyId=\"y\"");
  CHECK(here.send_with(broken, body).status == 400);
  CHECK(here.send(body, "/inbox", "application/json").status == 415);
  CHECK(here.send(body, "/inbox", "text/html").status == 415);
  CHECK(here.send("{", "/inbox").status == 400);
  CHECK(here.send("").status == 400);
  CHECK(here.send(std::string(1024 * 1024 + 1, 'x')).status == 413);
  CHECK(here.backlog() == 0);
}

TEST_CASE("B9 a signed activity of somebody else is forgotten") {
  Doors here;
  CHECK(here.send(activity("Delete", kAnna, "https://peer.example/users/berta")).status == 202);
  CHECK(here.backlog() == 0);
}

TEST_CASE("item 59 Delete and Update of somebody unknown by themselves cost no fetch") {
  Doors here;
  here.keys.cached.reset();
  CHECK(here.send(activity("Delete", kAnna)).status == 202);
  CHECK(here.send(activity("Update", kAnna)).status == 202);
  CHECK(here.keys.fetches == 0);
  CHECK(here.send(activity("Delete", kAnna + "/note")).status == 401);
  CHECK(here.keys.fetches == 1);
  CHECK(here.backlog() == 0);
}

TEST_CASE("item 110 a key that cannot be had now is 503 with Retry-After, one that is gone is 401") {
  Doors here;
  here.keys.cached.reset();
  here.keys.fetched = fail(ErrorKind::unavailable, "host down");
  const auto answer = here.send(activity("Follow", here.base() + "/users/hana"));
  CHECK(answer.status == 503);
  CHECK_FALSE(answer.get_header_value("Retry-After").empty());
  here.keys.fetched = fail(ErrorKind::gone, "410");
  CHECK(here.send(activity("Follow", here.base() + "/users/hana")).status == 401);
}

TEST_CASE("B22 and B23 who is blocked gets what a stranger gets for nothing: 404, and 403 at the inbox") {
  Doors here;
  const auto status = [&](const std::string& target) {
    auto headers = here.signed_headers(http::Method::get, target, "");
    headers.emplace("Accept", "application/activity+json");
    return here.get(target, headers).status;
  };
  CHECK(status("/users/hana") == 200);
  must(here.write([](store::Transaction& t) { return store::insert_account_block(t, kAnna); }));
  for (const std::string target : {"/users/hana", "/users/hana/followers", "/users/hana/outbox"}) {
    CHECK(status(target) == 404);
    CHECK(here.get(target, {{"Accept", "application/activity+json"}}).status == 200);
  }
  CHECK(here.send(activity("Follow", here.base() + "/users/hana")).status == 403);
  CHECK(status("/actor") == 200); // item 29: or nobody could check our signatures
  here.keys.cached.reset();
  CHECK(status("/users/hana") == 404);
}
