// https://www.rfc-editor.org/rfc/rfc9421#appendix-B.2
#include "../crypto/keys_for_tests.h"
#include "pure/crypto/digest.h"
#include "pure/signatures/signature_base.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::signatures;

namespace {

const Origin kExample{"https", "example.com"};

http::Request test_request() {
  http::Request request;
  request.method = http::Method::post;
  request.method_text = "POST";
  request.target = "/foo?param=Value&Pet=dog";
  request.headers.add("Host", "example.com");
  request.headers.add("Date", "Tue, 20 Apr 2021 02:07:55 GMT");
  request.headers.add("Content-Type", "application/json");
  request.headers.add("Content-Digest",
                      "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:");
  request.headers.add("Content-Length", "18");
  request.body = R"({"hello": "world"})";
  return request;
}

Result<std::string> base_of(std::string_view signature_input, const http::Request& request = test_request(),
                            const Origin& origin = kExample) {
  EKIBEN_TRY(const auto dictionary, structured::parse_dictionary(signature_input));
  return signature_base(request, origin, *dictionary.front().inner_list());
}

} // namespace

TEST_CASE("appendix B.2.1: nothing covered leaves the parameters alone") {
  CHECK(base_of(R"(sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd")") ==
        R"("@signature-params": ();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd")");
}

TEST_CASE("appendix B.2.3: full coverage") {
  CHECK(
      base_of(
          R"(sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss")") ==
      "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\"@query\": ?param=Value&Pet=dog\n\"@authority\": "
      "example.com\n"
      "\"content-type\": application/json\n\"content-digest\": "
      "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:\n"
      "\"content-length\": 18\n\"@signature-params\": (\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" "
      "\"content-digest\" "
      "\"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"");
}

TEST_CASE("appendix B.2.5: the base has the RFC's HMAC") {
  const auto base = base_of(R"(sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret")");
  REQUIRE(base);
  const auto secret = *text::base64_decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");
  CHECK(text::base64_encode(crypto::hmac_sha256(secret, *base)) == "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
}

TEST_CASE("appendix B.2.6: the base has the RFC's Ed25519 signature") {
  const auto base = base_of(
      R"(sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519")");
  REQUIRE(base);
  const auto key = crypto::PublicKey::from_pem(crypto::kEd25519Pem);
  CHECK(
      key->verify(*base, *text::base64_decode("wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==")));
}

TEST_CASE("section 2.2: derived components come from the configured origin and the raw target") {
  auto request = test_request();
  request.headers.set("host", "evil.example");
  request.target = "/a%2Fb/../c";
  CHECK(base_of(R"(s=("@target-uri" "@authority" "@scheme" "@request-target" "@path" "@query"))", request,
                {"https", "social.example:8443"}) ==
        "\"@target-uri\": https://social.example:8443/a%2Fb/../c\n\"@authority\": social.example:8443\n\"@scheme\": https\n"
        "\"@request-target\": /a%2Fb/../c\n\"@path\": /a%2Fb/../c\n\"@query\": ?\n"
        "\"@signature-params\": (\"@target-uri\" \"@authority\" \"@scheme\" \"@request-target\" \"@path\" \"@query\")");
}

TEST_CASE("section 2.1: several fields of a name are joined") {
  auto request = test_request();
  request.headers.add("x-a", "1");
  request.headers.add("x-a", "2, 3");
  CHECK(base_of(R"(s=("x-a"))", request) == "\"x-a\": 1, 2, 3\n\"@signature-params\": (\"x-a\")");
}

TEST_CASE("item 55: components with parameters and unknown ones are refused, so are doubled, missing and misspelt ones") {
  for (const char* input :
       {R"(s=("date";bs))", R"(s=("date";sf))", R"(s=("date";tr))", R"(s=("@method";req))", R"(s=("example";key="a"))",
        R"(s=("@query-param";name="Pet"))", R"(s=("@status"))", R"(s=("@unknown"))", R"(s=("x-missing"))", R"(s=("@signature-params"))"}) {
    INFO(input);
    const auto base = base_of(input);
    REQUIRE_FALSE(base);
    CHECK(base.error().kind == ErrorKind::unauthorized);
  }
  for (const char* input : {R"(s=("date" "date"))", R"(s=("Date"))", R"(s=(date))", R"(s=(""))", R"(s=(1))"}) {
    INFO(input);
    const auto base = base_of(input);
    REQUIRE_FALSE(base);
    CHECK(base.error().kind == ErrorKind::invalid);
  }
}
