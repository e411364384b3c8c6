#include "pure/crypto/digest.h"
#include "signed_requests.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::signatures;
using namespace std::chrono_literals;

namespace {

std::string seconds(Time time) { return std::to_string(time.time_since_epoch() / 1000ms); }

const std::string kParameters = ";created=" + seconds(kNow) + ";keyid=\"" + kKeyId + "\"";
const std::string kPostInput = "(\"@method\" \"@target-uri\" \"content-digest\")" + kParameters;
const std::string kGetInput = "(\"@method\" \"@target-uri\")" + kParameters;

http::Request post(std::string target = "/inbox") {
  auto request = unsigned_request(http::Method::post, std::move(target));
  request.headers.add("host", kOrigin.authority);
  request.headers.add("content-digest", "sha-256=:" + text::base64_encode(crypto::sha256(request.body)) + ":");
  return request;
}

http::Request sign(http::Request request, const std::string& input, const std::string& base_lines,
                   const crypto::PrivateKey& key = crypto::rsa_key()) {
  const std::string base = base_lines + "\"@signature-params\": " + input;
  request.headers.add("signature-input", "sig1=" + input);
  request.headers.add("signature", "sig1=:" + text::base64_encode(*key.sign(base)) + ":");
  return request;
}

http::Request signed_post(const std::string& input = kPostInput, const crypto::PrivateKey& key = crypto::rsa_key()) {
  auto request = post();
  const std::string digest(*request.headers.find("content-digest"));
  return sign(std::move(request), input,
              "\"@method\": POST\n\"@target-uri\": https://social.example/inbox\n\"content-digest\": " + digest + "\n", key);
}

http::Request signed_get(const std::string& input, const std::string& base_lines, std::string target = "/users/a?page=true") {
  auto request = unsigned_request(http::Method::get, std::move(target));
  request.headers.add("host", kOrigin.authority);
  return sign(std::move(request), input, base_lines);
}

} // namespace

TEST_CASE("item 51: a POST as Mastodon signs it verifies") {
  const auto request = signed_post();
  const auto claim = read_claim(request, kOrigin, kNow);
  REQUIRE(claim);
  CHECK(claim->scheme == Scheme::rfc9421);
  CHECK(claim->key_id == kKeyId);
  CHECK(claim->created == kNow);
  CHECK(claim->signed_texts.size() == 1);
  CHECK(verify_claim(*claim, crypto::rsa_key().public_key()));
  CHECK_FALSE(verify_claim(*claim, crypto::other_rsa_key().public_key()));
}

TEST_CASE("item 51: algorithms are rsa-v1_5-sha256 and ed25519, by the key (B17)") {
  const auto rsa = crypto::rsa_key().public_key();
  const auto ed25519 = crypto::ed25519_key().public_key();
  CHECK(verifies(signed_post(kPostInput + ";alg=\"rsa-v1_5-sha256\""), rsa));
  CHECK(verifies(signed_post(kPostInput, crypto::ed25519_key()), ed25519));
  CHECK(verifies(signed_post(kPostInput + ";alg=\"ed25519\"", crypto::ed25519_key()), ed25519));
  CHECK_FALSE(verifies(signed_post(kPostInput + ";alg=\"ed25519\""), rsa));
  CHECK_FALSE(verifies(signed_post(kPostInput + ";alg=\"rsa-v1_5-sha256\"", crypto::ed25519_key()), ed25519));
  for (const char* alg : {";alg=\"hmac-sha256\"", ";alg=\"rsa-pss-sha512\"", ";alg=rsa-v1_5-sha256", ";alg", ";alg=\"\""}) {
    CHECK(refusal_of(signed_post(kPostInput + alg)) == ErrorKind::unauthorized);
  }
}

TEST_CASE("a message signature wrong in any part does not verify") {
  const auto good = signed_post();
  REQUIRE(verifies(good));
  const auto bent = [&](auto bend) {
    auto request = good;
    bend(request);
    return verifies(request);
  };
  CHECK_FALSE(bent([](auto& r) { r.method_text = "PUT"; }));
  CHECK_FALSE(bent([](auto& r) { r.target = "/inbox?"; }));
  CHECK_FALSE(bent([](auto& r) { r.target = "/users/a/inbox"; }));
  CHECK_FALSE(bent([](auto& r) { r.body += " "; }));
  CHECK_FALSE(bent([](auto& r) { r.headers.remove("content-digest"); }));
  CHECK_FALSE(bent([](auto& r) { r.headers.set("content-digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"); }));
  CHECK_FALSE(bent([](auto& r) {
    r.body = "";
    r.headers.set("content-digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
  }));
  CHECK_FALSE(bent([](auto& r) { r.headers.set("signature", "sig1=:" + text::base64_encode(std::string(256, 'x')) + ":"); }));
  CHECK_FALSE(
      bent([](auto& r) { r.headers.set("signature-input", "sig1=(\"@target-uri\" \"@method\" \"content-digest\")" + kParameters); }));
  CHECK_FALSE(bent([](auto& r) { r.headers.set("signature-input", "sig1=" + kPostInput + ";nonce=\"n\""); }));
  CHECK_FALSE(bent([](auto& r) {
    r.headers.set("signature-input",
                  "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created=" + seconds(kNow + 1s) + ";keyid=\"" + kKeyId + "\"");
  }));
}

TEST_CASE("item 54: @target-uri is rebuilt from the configured origin, never from Host") {
  auto request = signed_post();
  request.headers.set("host", "other.example");
  CHECK(verifies(request));
  CHECK_FALSE(verify_claim(*read_claim(request, {"https", "other.example"}, kNow), crypto::rsa_key().public_key()));
  CHECK_FALSE(verify_claim(*read_claim(request, {"http", "social.example"}, kNow), crypto::rsa_key().public_key()));
}

TEST_CASE("item 54: Signature-Input decides for RFC 9421, whatever else there is") {
  auto request = signed_request(http::Method::post, "/inbox");
  REQUIRE(verifies(request));
  request.headers.add("signature-input", "sig1=" + kPostInput);
  CHECK_FALSE(verifies(request));
}

TEST_CASE("item 55: the target may be covered in parts") {
  CHECK(verifies(signed_get(kGetInput, "\"@method\": GET\n\"@target-uri\": https://social.example/users/a?page=true\n")));
  CHECK(verifies(signed_get("(\"@method\" \"@authority\" \"@path\" \"@query\")" + kParameters,
                            "\"@method\": GET\n\"@authority\": social.example\n\"@path\": /users/a\n\"@query\": ?page=true\n")));
  CHECK(verifies(signed_get("(\"@method\" \"host\" \"@request-target\")" + kParameters,
                            "\"@method\": GET\n\"host\": social.example\n\"@request-target\": /users/a?page=true\n")));
  CHECK(verifies(signed_get("(\"@method\" \"@authority\" \"@path\")" + kParameters,
                            "\"@method\": GET\n\"@authority\": social.example\n\"@path\": /users/a\n", "/users/a")));
}

TEST_CASE("item 51: what a message signature must cover") {
  const auto get_refusal = [](const std::string& components) { return refusal_of(signed_get("(" + components + ")" + kParameters, "")); };
  CHECK(get_refusal("\"@target-uri\"") == ErrorKind::unauthorized);
  CHECK(get_refusal("\"@method\"") == ErrorKind::unauthorized);
  CHECK(get_refusal("\"@method\" \"@path\" \"@query\"") == ErrorKind::unauthorized);
  CHECK(get_refusal("\"@method\" \"@authority\" \"@path\"") == ErrorKind::unauthorized); // a query, and not covered
  CHECK(get_refusal("") == ErrorKind::unauthorized);
  CHECK(refusal_of(signed_post("(\"@method\" \"@target-uri\")" + kParameters)) == ErrorKind::unauthorized);
  CHECK(refusal_of(signed_post("(\"@method\" \"@target-uri\" \"content-digest\" \"x-none\")" + kParameters)) == ErrorKind::unauthorized);
  CHECK(refusal_of(signed_post("(\"@method\" \"@target-uri\" \"content-digest\";sf)" + kParameters)) == ErrorKind::unauthorized);
  auto get_with_body = signed_get(kGetInput, "");
  get_with_body.body = "x";
  CHECK(refusal_of(get_with_body) == ErrorKind::unauthorized);
}

TEST_CASE("B12 created is required and counts for an hour, expires ends it sooner") {
  const auto refusal_at = [](const std::string& parameters) {
    return refusal_of(signed_post("(\"@method\" \"@target-uri\" \"content-digest\")" + parameters + ";keyid=\"" + kKeyId + "\""));
  };
  CHECK_FALSE(refusal_at(";created=" + seconds(kNow - 59min)));
  CHECK(refusal_at("") == ErrorKind::unauthorized);
  CHECK(refusal_at(";created=\"" + seconds(kNow) + "\"") == ErrorKind::unauthorized);
  CHECK(refusal_at(";created=" + seconds(kNow - 61min)) == ErrorKind::unauthorized);
  CHECK(refusal_at(";created=" + seconds(kNow + 61min)) == ErrorKind::unauthorized);
  CHECK(refusal_at(";created=-999999999999999") == ErrorKind::unauthorized);
  CHECK(refusal_at(";created=999999999999999") == ErrorKind::unauthorized);
  CHECK_FALSE(refusal_at(";created=" + seconds(kNow) + ";expires=" + seconds(kNow + 5min)));
  CHECK(refusal_at(";created=" + seconds(kNow - 5min) + ";expires=" + seconds(kNow - 1min)) == ErrorKind::unauthorized);
  CHECK(refusal_at(";created=" + seconds(kNow) + ";expires=soon") == ErrorKind::invalid);
}

TEST_CASE("item 51: exactly one signature, in both fields under one label") {
  const auto with = [](const std::string& input, const std::string& signature) {
    auto request = post();
    request.headers.add("signature-input", input);
    if (!signature.empty()) {
      request.headers.add("signature", signature);
    }
    return refusal_of(request);
  };
  CHECK_FALSE(with("a=" + kPostInput, "a=:Zm9v:"));
  CHECK(with("a=" + kPostInput, "") == ErrorKind::unauthorized);
  CHECK(with("a=" + kPostInput, "b=:Zm9v:") == ErrorKind::unauthorized);
  CHECK(with("a=" + kPostInput + ", b=" + kPostInput, "a=:Zm9v:, b=:Zm9v:") == ErrorKind::unauthorized);
  CHECK(with("", "a=:Zm9v:") == ErrorKind::unauthorized);
  CHECK(with("a=" + kPostInput, "a=::") == ErrorKind::unauthorized);
  CHECK(with("a=" + kPostInput, "a=\"Zm9v\"") == ErrorKind::invalid);
  CHECK(with("a=1", "a=:Zm9v:") == ErrorKind::invalid);
  CHECK(with("nonsense!", "a=:Zm9v:") == ErrorKind::invalid);
  CHECK(with("a=" + kPostInput, "nonsense!") == ErrorKind::invalid);
}

TEST_CASE("item 51: keyid is needed and is a URL, a bad Content-Digest is 400") {
  const std::string covered = "(\"@method\" \"@target-uri\" \"content-digest\");created=" + seconds(kNow);
  CHECK(refusal_of(signed_post(covered)) == ErrorKind::unauthorized);
  CHECK(refusal_of(signed_post(covered + ";keyid=\"acct:a@b.example\"")) == ErrorKind::unauthorized);
  CHECK(refusal_of(signed_post(covered + ";keyid=https")) == ErrorKind::unauthorized);
  auto request = signed_post();
  request.headers.set("content-digest", "SHA-256=broken");
  CHECK(refusal_of(request) == ErrorKind::invalid);
}
