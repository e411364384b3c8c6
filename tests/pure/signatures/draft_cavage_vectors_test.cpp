// https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12#appendix-C
#include "../crypto/keys_for_tests.h"
#include "pure/signatures/cavage_text.h"
#include "pure/signatures/digest.h"
#include "pure/signatures/sign.h"

#include <catch_amalgamated.hpp>
#include <openssl/pem.h>

using namespace ekiben;
using namespace ekiben::signatures;

namespace {

http::Request draft_request() {
  http::Request request;
  request.method = http::Method::post;
  request.method_text = "POST";
  request.target = "/foo?param=value&pet=dog";
  request.headers.add("Host", "example.com");
  request.headers.add("Date", "Sun, 05 Jan 2014 21:31:40 GMT");
  request.headers.add("Content-Type", "application/json");
  request.headers.add("Digest", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=");
  request.headers.add("Content-Length", "18");
  request.body = R"({"hello": "world"})";
  return request;
}

// RSA SHA-256 with the draft's own key of 1024 bits.
bool draft_key_made(std::string_view text, const std::string& signature) {
  BIO* bio = BIO_new_mem_buf(crypto::kDraftCavagePem, -1);
  EVP_PKEY* key = PEM_read_bio_PUBKEY(bio, nullptr, nullptr, nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
  const bool good = EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                                     reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  BIO_free(bio);
  return good;
}

} // namespace

TEST_CASE("appendix C.2, basic test: the text is the draft's and its signature verifies") {
  const auto header = parse_cavage_header(
      R"(keyId="Test",algorithm="rsa-sha256",headers="(request-target) host date",signature="qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3nndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0=")");
  REQUIRE(header);
  const auto request = draft_request();
  const auto text = cavage_text(request, *header, request.target);
  REQUIRE(text);
  CHECK(*text == "(request-target): post /foo?param=value&pet=dog\nhost: example.com\ndate: Sun, 05 Jan 2014 21:31:40 GMT");
  CHECK(draft_key_made(*text, header->signature));
}

TEST_CASE("appendix C.3, all headers test: the text is the draft's and its signature verifies") {
  const auto header = parse_cavage_header(
      R"(keyId="Test",algorithm="rsa-sha256",created=1402170695, expires=1402170699,headers="(request-target) (created) (expires) host date content-type digest content-length",signature="nAkCW0wg9AbbStQRLi8fsS1mPPnA6S5+/0alANcoDFG9hG0bJ8NnMRcB1Sz1eccNMzzLEke7nGXqoiJYZFfT81oaRqh/MNFwQVX4OZvTLZ5xVZQuchRkOSO7b2QX0aFWFOUq6dnwAyliHrp6w3FOxwkGGJPaerw2lOYLdC/Bejk=")");
  REQUIRE(header);
  const auto request = draft_request();
  const auto text = cavage_text(request, *header, request.target);
  REQUIRE(text);
  CHECK(*text == "(request-target): post /foo?param=value&pet=dog\n(created): 1402170695\n(expires): 1402170699\nhost: example.com\n"
                 "date: Sun, 05 Jan 2014 21:31:40 GMT\ncontent-type: application/json\n"
                 "digest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=\ncontent-length: 18");
  CHECK(draft_key_made(*text, header->signature));
}

TEST_CASE("appendix C: the draft's digest belongs to its body") { CHECK(check_digest(draft_request().headers, draft_request().body)); }

TEST_CASE("section 2.3: several fields of a name are joined, an empty value keeps its line") {
  http::Request request;
  request.method_text = "GET";
  request.target = "/foo";
  request.headers.add("cache-control", "max-age=60");
  request.headers.add("Cache-Control", "must-revalidate");
  request.headers.add("x-emptyheader", "");
  const auto header = parse_cavage_header(R"(keyId="k",signature="Zm9v",headers="(request-target) x-emptyheader cache-control")");
  CHECK(cavage_text(request, *header, request.target) ==
        "(request-target): get /foo\nx-emptyheader: \ncache-control: max-age=60, must-revalidate");
}
