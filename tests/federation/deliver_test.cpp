#include "domain/delivery_kinds.h"
#include "fake_peer.h"
#include "federation/compose.h"
#include "federation/deliver.h"
#include "federation/verify.h"
#include "inhabited_store.h"
#include "pure/http/method.h"
#include "pure/signatures/sign.h"

using namespace ekiben;
using namespace ekiben::federation;
using namespace std::chrono_literals;
using ekiben::test::FakePeer;
using ekiben::test::InhabitedStore;
using ekiben::test::some_key;

namespace {

/// Keys that a test names; whoever is asked to fetch one is counted.
struct NamedKeys final : KeySource {
  std::optional<KnownKey> cached;
  std::optional<KnownKey> fetched;
  int fetches = 0;
  std::optional<KnownKey> find_cached(std::string_view key_id) override {
    return cached && cached->key_id == key_id ? cached : std::nullopt;
  }
  void fetch(std::string_view, std::function<void(Result<KnownKey>)> done) override {
    ++fetches;
    done(fetched ? Result<KnownKey>(*fetched) : fail(ErrorKind::unauthorized, "no such key"));
  }
};

const Time kNow{1'800'000'000'000ms};
const signatures::Origin kOrigin{"https", "me.example"};
const std::string kKeyId = "https://a.example/u#main-key";

http::Request signed_post(const crypto::PrivateKey& key, const std::string& body = "{}") {
  http::Request request;
  request.method = http::Method::post;
  request.method_text = "POST";
  request.target = "/inbox";
  request.body = body;
  request.headers.set("content-type", "application/activity+json");
  test::must(signatures::sign_cavage(http::Method::post, request.target, "me.example", body, kKeyId, key, kNow, request.headers));
  return request;
}
Result<VerifiedSigner> verify(const http::Request& request, NamedKeys& keys) {
  return test::wait_for<Result<VerifiedSigner>>([&](auto done) { verify_request(request, kOrigin, keys, kNow, done); });
}

} // namespace

TEST_CASE("B9 the verified signer is the key's owner, whatever the body says") {
  NamedKeys keys;
  keys.cached = KnownKey{kKeyId, "https://a.example/u", some_key(0).public_key()};
  const auto signer = verify(signed_post(some_key(0), R"({"actor":"https://victim.example/u"})"), keys);
  REQUIRE(signer);
  CHECK(signer->actor == "https://a.example/u");
  CHECK(signer->host == "a.example");
  CHECK(keys.fetches == 0);
}

TEST_CASE("item 46 a known key that does not verify is asked for once more: blind key rotation") {
  NamedKeys keys;
  keys.cached = KnownKey{kKeyId, "https://a.example/u", some_key(1).public_key()};
  keys.fetched = KnownKey{kKeyId, "https://a.example/u", some_key(0).public_key()};
  CHECK(verify(signed_post(some_key(0)), keys));
  CHECK(keys.fetches == 1);
  keys.fetched = keys.cached;
  CHECK(verify(signed_post(some_key(0)), keys).error().kind == ErrorKind::unauthorized);
}

TEST_CASE("a request changed in any part is refused without asking anybody") {
  NamedKeys keys;
  auto other_body = signed_post(some_key(0));
  other_body.body = "{\"a\":1}";
  CHECK(verify(other_body, keys).error().kind == ErrorKind::unauthorized);
  auto unsigned_post = signed_post(some_key(0));
  unsigned_post.headers.remove("signature");
  CHECK(verify(unsigned_post, keys).error().kind == ErrorKind::unauthorized);
  CHECK(keys.fetches == 0);
  keys.cached = KnownKey{kKeyId, "https://a.example/u", some_key(0).public_key()};
  keys.fetched = keys.cached;
  auto other_target = signed_post(some_key(0));
  other_target.target = "/users/mia/inbox";
  CHECK(verify(other_target, keys).error().kind == ErrorKind::unauthorized);
}

TEST_CASE("B10 the target is verified as it came, percent signs and dot segments too") {
  NamedKeys keys;
  keys.cached = KnownKey{kKeyId, "https://a.example/u", some_key(0).public_key()};
  keys.fetched = keys.cached;
  auto request = signed_post(some_key(0));
  request.target = "/%69nbox";
  CHECK_FALSE(verify(request, keys));
  request.target = "/x/../inbox";
  CHECK_FALSE(verify(request, keys));
}

TEST_CASE("B12 a fingerprint is the signature's own: the same request twice, never two") {
  NamedKeys keys;
  keys.cached = KnownKey{kKeyId, "https://a.example/u", some_key(0).public_key()};
  const auto request = signed_post(some_key(0));
  const auto first = verify(request, keys);
  CHECK(first->fingerprint == verify(request, keys)->fingerprint);
  CHECK(first->fingerprint != verify(signed_post(some_key(0), "{\"a\":1}"), keys)->fingerprint);
}

TEST_CASE("items 106 to 110 answers are told apart") {
  const auto outcome = [](int status) { return report_of_answer({status, {}, ""}, kNow).outcome; };
  for (const int status : {200, 201, 202, 204}) {
    CHECK(outcome(status) == DeliveryOutcome::delivered);
  }
  for (const int status : {301, 307, 401, 408, 429, 500, 502, 503, 504}) {
    CHECK(outcome(status) == DeliveryOutcome::try_again);
  }
  for (const int status : {400, 403, 406, 413, 422, 501}) {
    CHECK(outcome(status) == DeliveryOutcome::refused);
  }
  CHECK(outcome(410) == DeliveryOutcome::inbox_gone);
  CHECK(outcome(404) == DeliveryOutcome::inbox_gone);
  CHECK(report_of_error({ErrorKind::forbidden, "a private address"}).outcome == DeliveryOutcome::refused);
  CHECK(report_of_error({ErrorKind::timeout, "too slow"}).outcome == DeliveryOutcome::try_again);
}

TEST_CASE("item 110 Retry-After is seconds or a date") {
  CHECK(read_retry_after("120", kNow) == 120s);
  CHECK(read_retry_after("Fri, 15 Jan 2027 08:00:30 GMT", kNow) == 30s);
  CHECK(read_retry_after("Fri, 15 Jan 2021 08:00:30 GMT", kNow) == 0s);
  CHECK_FALSE(read_retry_after("-1", kNow));
  CHECK_FALSE(read_retry_after("soon", kNow));
  CHECK_FALSE(read_retry_after("99999999999999999999", kNow));
  CHECK_FALSE(read_retry_after("", kNow));
}

TEST_CASE("items 35 and 39 a delivery is signed by the owner, and its signature verifies") {
  InhabitedStore here;
  FakePeer peer;
  peer.put("/inbox", {202, "text/plain", "", {}});
  const auto identity = here.identities.current();
  REQUIRE(identity);
  const auto report = test::wait_for<DeliveryReport>([&](auto done) {
    deliver(*here.client, here.clock, *identity, domain::Signer::owner, peer.base() + "/inbox", "{\"type\":\"Accept\"}", done);
  });
  CHECK(report.outcome == DeliveryOutcome::delivered);
  const auto seen = peer.seen("/inbox");
  REQUIRE(seen.size() == 1);
  http::Request request;
  request.method = http::Method::post;
  request.method_text = "POST";
  request.target = "/inbox";
  request.body = seen[0].body;
  for (const auto& [name, value] : seen[0].headers) {
    request.headers.add(name, value);
  }
  CHECK(request.headers.find("content-type") == "application/activity+json");
  NamedKeys keys;
  keys.cached = KnownKey{identity->ids.main_key(), identity->ids.actor(), some_key(0).public_key()};
  const auto signer = test::wait_for<Result<VerifiedSigner>>(
      [&](auto done) { verify_request(request, signatures::Origin{"http", peer.authority()}, keys, here.clock.now(), done); });
  REQUIRE(signer);
  CHECK(signer->actor == "http://127.0.0.1:9/users/mia");
}

TEST_CASE("a delivery row becomes the same bytes at each attempt, an unknown one becomes nothing") {
  const domain::LocalIds ids("https://me.example", "mia");
  const std::string follow = R"({"id":"https://a.example/f","actor":"https://a.example/u","object":"https://me.example/users/mia"})";
  const auto accept = compose_delivery(ids, Id{7}, domain::kAcceptFollow, follow);
  REQUIRE(accept);
  CHECK(*accept == *compose_delivery(ids, Id{7}, domain::kAcceptFollow, follow));
  CHECK(accept->find("https://me.example/users/mia#accepts/follows/7") != std::string::npos);
  CHECK_FALSE(compose_delivery(ids, Id{7}, "something_new", follow));
  CHECK_FALSE(compose_delivery(ids, Id{7}, domain::kAcceptFollow, "{}"));
  CHECK_FALSE(compose_delivery(ids, Id{7}, domain::kAcceptFollow, ""));
}
