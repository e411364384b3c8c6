#include "pure/http/date.h"
#include "signed_requests.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::signatures;
using namespace std::chrono_literals;

namespace {
const std::string kDate = http::format_http_date(kNow);
} // namespace

TEST_CASE("a POST and a GET as ekiben signs them verify") {
  const auto post = signed_request(http::Method::post, "/inbox");
  const auto claim = read_claim(post, kOrigin, kNow);
  REQUIRE(claim);
  CHECK(claim->scheme == Scheme::cavage);
  CHECK(claim->key_id == kKeyId);
  CHECK(claim->algorithm == "rsa-sha256");
  CHECK(claim->created == kNow);
  CHECK(claim->signed_texts.size() == 1);
  CHECK(verify_claim(*claim, crypto::rsa_key().public_key()));
  CHECK_FALSE(verify_claim(*claim, crypto::other_rsa_key().public_key()));
  CHECK_FALSE(verify_claim(*claim, crypto::ed25519_key().public_key()));
  CHECK(verifies(signed_request(http::Method::get, "/users/a")));
}

TEST_CASE("a signature wrong in any part does not verify") {
  const auto good = signed_request(http::Method::post, "/users/a/inbox?x=1");
  REQUIRE(verifies(good));
  const auto bent = [&](auto bend) {
    auto request = good;
    bend(request);
    return verifies(request);
  };
  CHECK_FALSE(bent([](auto& r) { r.method_text = "PUT"; }));
  CHECK_FALSE(bent([](auto& r) { r.target = "/users/b/inbox?x=1"; }));
  CHECK_FALSE(bent([](auto& r) { r.target = "/users/a/inbox?x=2"; }));
  CHECK_FALSE(bent([](auto& r) { r.target = "/users/a/inbox"; }));
  CHECK_FALSE(bent([](auto& r) { r.headers.set("host", "other.example"); }));
  CHECK_FALSE(bent([](auto& r) { r.headers.set("date", http::format_http_date(kNow + 1s)); }));
  CHECK_FALSE(bent([](auto& r) { r.headers.set("digest", "SHA-256=" + text::base64_encode(std::string(32, 'x'))); }));
  CHECK_FALSE(bent([](auto& r) { r.body += " "; }));
  CHECK_FALSE(bent([](auto& r) { r.headers.set("content-type", "text/plain"); }));
  CHECK_FALSE(bent([](auto& r) { r.headers.add("content-type", "text/plain"); }));
  CHECK_FALSE(bent([](auto& r) {
    std::string header(*r.headers.find("signature"));
    header.replace(header.find("host date"), 9, "date host");
    r.headers.set("signature", header);
  }));
  CHECK_FALSE(bent([](auto& r) {
    std::string header(*r.headers.find("signature"));
    const auto at = header.find("signature=\"") + 20;
    header[at] = header[at] == 'A' ? 'B' : 'A';
    r.headers.set("signature", header);
  }));
  CHECK_FALSE(verifies(good, crypto::other_rsa_key().public_key()));
  // The body and its digest bent together.
  CHECK_FALSE(bent([](auto& r) {
    r.body = "{}";
    r.headers.set("digest", "SHA-256=" + text::base64_encode(
                                             "\x44\x13\x6f\xa3\x55\xb3\x67\x8a\x11\x46\xad\x16\xf7\xe8\x64\x9e\x94\xfb\x4f\xc2\x1f\xe7"
                                             "\x7e\x83\x10\xc0\x60\xf6\x1c\xaa\xff\x8a"));
  }));
}

TEST_CASE("item 49: an unsigned request is 401, an unparsable signature 400") {
  auto request = signed_request(http::Method::post, "/inbox");
  request.headers.remove("signature");
  CHECK(refusal_of(request) == ErrorKind::unauthorized);
  request.headers.add("signature", "nonsense");
  CHECK(refusal_of(request) == ErrorKind::invalid);
}

TEST_CASE("two Signature headers are refused, and Authorization counts when there is none") {
  auto request = signed_request(http::Method::get, "/users/a");
  const std::string header(*request.headers.find("signature"));
  request.headers.add("signature", header);
  CHECK(refusal_of(request) == ErrorKind::invalid);
  request.headers.remove("signature");
  request.headers.add("authorization", "Signature " + header);
  CHECK(verifies(request));
  request.headers.set("authorization", "Bearer " + header);
  CHECK(refusal_of(request) == ErrorKind::unauthorized);
}

TEST_CASE("item 48: a key id that is no http(s) URL is refused") {
  for (const char* key_id : {"acct:a@peer.example", "key", "javascript:x", "https://user@peer.example/", "https://peer.example./a"}) {
    auto request = signed_request(http::Method::get, "/users/a");
    std::string header(*request.headers.find("signature"));
    header.replace(header.find(kKeyId), std::string_view(kKeyId).size(), key_id);
    request.headers.set("signature", header);
    CHECK(refusal_of(request) == ErrorKind::unauthorized);
  }
}

TEST_CASE("B10 the raw target is verified: nothing is decoded or tidied on the way") {
  for (const char* target : {"/users/a%2Finbox", "/users/./a/../b", "//users//a", "/%75sers/a", "/users/a?x=%20&y=+&z=%zz", "/users/a?"}) {
    INFO(target);
    const auto request = signed_request(http::Method::get, target);
    CHECK(read_claim(request, kOrigin, kNow)->signed_texts.front().starts_with(std::string("(request-target): get ") + target + "\n"));
    CHECK(verifies(request));
  }
  auto request = signed_request(http::Method::get, "/users/a%2Finbox");
  request.target = "/users/a/inbox";
  CHECK_FALSE(verifies(request));
  request = signed_request(http::Method::get, "/users/a");
  request.target = "/users/%61";
  CHECK_FALSE(verifies(request));
}

TEST_CASE("B10 the raw key id is claimed: a percent-encoding in it stays") {
  auto request = signed_request(http::Method::get, "/users/a");
  std::string header(*request.headers.find("signature"));
  header.replace(header.find("/users/a#"), 9, "/users/%2Fa#");
  request.headers.set("signature", header);
  CHECK(read_claim(request, kOrigin, kNow)->key_id == "https://peer.example/users/%2Fa#main-key");
}

TEST_CASE("item 44: a peer that signed the target without its query verifies too") {
  auto request = unsigned_request(http::Method::get, "/users/a/outbox?page=true");
  request.headers.add("host", kOrigin.authority);
  request.headers.add("date", kDate);
  put_signature(request, "keyId=\"" + std::string(kKeyId) + "\",headers=\"(request-target) host date\"",
                "(request-target): get /users/a/outbox\nhost: social.example\ndate: " + kDate);
  const auto claim = read_claim(request, kOrigin, kNow);
  REQUIRE(claim);
  CHECK(claim->signed_texts.size() == 2);
  CHECK(verify_claim(*claim, crypto::rsa_key().public_key()));
}

TEST_CASE("item 43, B12: a signature counts one hour before and after, by Date or (created)") {
  for (const auto& [age, counts] :
       {std::pair{0min, true}, {59min, true}, {-59min, true}, {61min, false}, {-61min, false}, {24h + 0min, false}}) {
    INFO(age.count());
    const auto request = signed_request(http::Method::post, "/inbox", kNow - age);
    CHECK(verifies(request) == counts);
    if (!counts) {
      CHECK(refusal_of(request) == ErrorKind::unauthorized);
    }
  }
}

TEST_CASE("B12 a Date that is none, comes twice or is missing is refused") {
  for (const char* date : {"yesterday", "", "2026-11-24T12:00:00Z"}) {
    auto request = signed_request(http::Method::get, "/users/a");
    request.headers.set("date", date);
    CHECK(refusal_of(request) == ErrorKind::unauthorized);
  }
  auto request = signed_request(http::Method::get, "/users/a");
  request.headers.add("date", kDate);
  CHECK(refusal_of(request) == ErrorKind::unauthorized);
  request.headers.remove("date");
  CHECK(refusal_of(request) == ErrorKind::unauthorized);
}

namespace {
http::Request created_request(const std::string& algorithm, Time created, std::optional<Time> expires) {
  auto request = unsigned_request(http::Method::get, "/users/a");
  request.headers.add("host", kOrigin.authority);
  const auto seconds = [](Time time) { return std::to_string(time.time_since_epoch() / 1000ms); };
  std::string parameters = "keyId=\"" + std::string(kKeyId) + "\",algorithm=\"" + algorithm + "\",created=" + seconds(created);
  std::string text = "(request-target): get /users/a\n(created): " + seconds(created);
  std::string names = "(request-target) (created)";
  if (expires) {
    parameters += ",expires=" + seconds(*expires);
    text += "\n(expires): " + seconds(*expires);
    names += " (expires)";
  }
  put_signature(request, parameters + ",headers=\"" + names + " host\"", text + "\nhost: social.example");
  return request;
}
} // namespace

TEST_CASE("item 40: (created) and (expires) stand in for Date with hs2019") {
  CHECK(verifies(created_request("hs2019", kNow, std::nullopt)));
  CHECK(verifies(created_request("hs2019", kNow, kNow + 5min)));
  CHECK(refusal_of(created_request("hs2019", kNow - 10min, kNow - 5min)) == ErrorKind::unauthorized);
  CHECK(refusal_of(created_request("hs2019", kNow - 2h, kNow + 5min)) == ErrorKind::unauthorized);
  CHECK(refusal_of(created_request("hs2019", kNow + 2h, std::nullopt)) == ErrorKind::unauthorized);
  CHECK(refusal_of(created_request("rsa-sha256", kNow, std::nullopt)) == ErrorKind::unauthorized);
}

TEST_CASE("item 40: what the signature must cover") {
  const auto refusal_when_covering = [](http::Method method, const std::string& names) {
    auto request = signed_request(method, "/inbox");
    put_signature(request, "keyId=\"" + std::string(kKeyId) + "\"" + (names.empty() ? "" : ",headers=\"" + names + "\""), "x");
    return refusal_of(request);
  };
  CHECK_FALSE(refusal_when_covering(http::Method::post, "date digest"));
  CHECK_FALSE(refusal_when_covering(http::Method::post, "(request-target) host date digest content-type"));
  CHECK(refusal_when_covering(http::Method::post, "(request-target) host date") == ErrorKind::unauthorized);
  CHECK(refusal_when_covering(http::Method::post, "(request-target) host digest") == ErrorKind::unauthorized);
  CHECK(refusal_when_covering(http::Method::post, "") == ErrorKind::unauthorized);
  CHECK_FALSE(refusal_when_covering(http::Method::get, "(request-target) host date"));
  CHECK(refusal_when_covering(http::Method::get, "(request-target) date") == ErrorKind::unauthorized);
  CHECK(refusal_when_covering(http::Method::get, "host date") == ErrorKind::unauthorized);
  CHECK(refusal_when_covering(http::Method::get, "(request-target) host") == ErrorKind::unauthorized);
  CHECK(refusal_when_covering(http::Method::get, "(request-target) host date x-none") == ErrorKind::unauthorized);
  CHECK(refusal_when_covering(http::Method::get, "(request-target) host date (nonsense)") == ErrorKind::unauthorized);
}

TEST_CASE("item 41: a signature for another host is refused, a written default port is the same host") {
  auto request = signed_request(http::Method::get, "/users/a");
  CHECK(read_claim(request, {"https", "other.example"}, kNow).error().kind == ErrorKind::unauthorized);
  CHECK(read_claim(request, {"https", "Social.example:443"}, kNow));
  request.headers.add("host", "social.example");
  CHECK(refusal_of(request) == ErrorKind::unauthorized);
}

TEST_CASE("item 41: snac's GET with the digest of nothing is checked") {
  auto request = unsigned_request(http::Method::get, "/users/a");
  request.headers.add("host", kOrigin.authority);
  request.headers.add("date", kDate);
  const std::string digest = "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  request.headers.add("digest", digest);
  put_signature(request, "keyId=\"" + std::string(kKeyId) + "\",algorithm=\"rsa-sha256\",headers=\"(request-target) host digest date\"",
                "(request-target): get /users/a\nhost: social.example\ndigest: " + digest + "\ndate: " + kDate);
  CHECK(verifies(request));
  request.body = "x";
  CHECK(refusal_of(request) == ErrorKind::unauthorized);
}

TEST_CASE("B17 the key chooses the algorithm, a name can only refuse") {
  const auto named = [](const std::string& name, const crypto::PrivateKey& key) {
    auto request = unsigned_request(http::Method::get, "/users/a");
    request.headers.add("host", kOrigin.authority);
    request.headers.add("date", kDate);
    put_signature(request, "keyId=\"" + std::string(kKeyId) + "\",algorithm=\"" + name + "\",headers=\"(request-target) host date\"",
                  "(request-target): get /users/a\nhost: social.example\ndate: " + kDate, key);
    return request;
  };
  const auto rsa = crypto::rsa_key().public_key();
  const auto ed25519 = crypto::ed25519_key().public_key();
  CHECK(verifies(named("RSA-SHA256", crypto::rsa_key()), rsa));
  CHECK(verifies(named("hs2019", crypto::rsa_key()), rsa));
  CHECK(verifies(named("hs2019", crypto::ed25519_key()), ed25519)); // item 50
  CHECK(verifies(named("ed25519", crypto::ed25519_key()), ed25519));
  CHECK_FALSE(verifies(named("ed25519", crypto::rsa_key()), rsa));
  CHECK_FALSE(verifies(named("rsa-sha256", crypto::ed25519_key()), ed25519));
  for (const char* name : {"hmac-sha256", "none", "rsa-sha1", "rsa", "ecdsa-sha256"}) {
    CHECK(refusal_of(named(name, crypto::rsa_key())) == ErrorKind::unauthorized);
  }
}

TEST_CASE("B45 a digest is compared whole: every wrong byte is found") {
  const auto good = signed_request(http::Method::post, "/inbox");
  const auto digest = *text::base64_decode(good.headers.find("digest")->substr(8));
  for (std::size_t i = 0; i < digest.size(); ++i) {
    auto wrong = digest;
    wrong[i] = static_cast<char>(wrong[i] ^ 0x80);
    auto request = good;
    request.headers.set("digest", "SHA-256=" + text::base64_encode(wrong));
    CHECK(refusal_of(request) == ErrorKind::unauthorized);
  }
}
