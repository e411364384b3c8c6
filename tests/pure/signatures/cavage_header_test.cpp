#include "pure/signatures/cavage_header.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::signatures;

namespace {
std::optional<ErrorKind> refusal(std::string_view header) {
  const auto parsed = parse_cavage_header(header);
  return parsed ? std::nullopt : std::optional(parsed.error().kind);
}
} // namespace

TEST_CASE("item 45: parameters come in any order, quoted or not, with space around commas and a scheme in front") {
  for (const char* text :
       {R"(keyId="k",algorithm="RSA-SHA256",headers="(request-target) Host date",signature="Zm9v")",
        R"(signature="Zm9v" , 	headers="(request-target)  host date",algorithm="rsa-sha256",keyId="k")",
        R"(Signature keyId="k",algorithm=rsa-sha256,headers="(request-target) host date",signature="Zm9v",unknown="x")"}) {
    INFO(text);
    const auto header = parse_cavage_header(text);
    REQUIRE(header);
    CHECK(header->key_id == "k");
    CHECK(header->algorithm == "rsa-sha256");
    CHECK(header->covered == std::vector<std::string>{"(request-target)", "host", "date"});
    CHECK(header->signature == "foo");
  }
}

TEST_CASE("item 40: without a list of headers it is date, with hs2019 (created)") {
  CHECK(parse_cavage_header(R"(keyId="k",signature="Zm9v")")->covered == std::vector<std::string>{"date"});
  CHECK(parse_cavage_header(R"(keyId="k",signature="Zm9v",algorithm="hs2019")")->covered == std::vector<std::string>{"(created)"});
}

TEST_CASE("created and expires are seconds, bare or quoted") {
  const auto header = parse_cavage_header(R"(keyId="k",signature="Zm9v",created=1402170695,expires="1402170699")");
  REQUIRE(header);
  CHECK(header->created == Time(std::chrono::seconds(1402170695)));
  CHECK(header->expires_text == "1402170699");
  for (const char* time :
       {"created=-1", "created=1e9", "created=\"\"", "created=99999999999999999999", "expires=1.5", "created=999999999999"}) {
    CHECK(refusal(std::string(R"(keyId="k",signature="Zm9v",)") + time) == ErrorKind::invalid);
  }
}

TEST_CASE("item 45: a parameter that comes twice is refused, in whatever case") {
  CHECK(refusal(R"(keyId="a",keyId="b",signature="Zm9v")") == ErrorKind::invalid);
  CHECK(refusal(R"(keyId="a",KEYID="b",signature="Zm9v")") == ErrorKind::invalid);
  CHECK(refusal(R"(keyId="a",signature="Zm9v",x="1",x="1")") == ErrorKind::invalid);
}

TEST_CASE("what is not the grammar is unparsable") {
  for (const char* text :
       {"=", "keyId", "keyId=", "keyId=\"k", "keyId=\"k\\", "keyId=\"k\"signature=\"Zm9v\"", "keyId=\"k\",,signature=\"Zm9v\"",
        "keyId=\"k\",signature=\"Zm9v\",", "keyId=\"k\" signature=\"Zm9v\"", "keyId=\"k\",signature=\"Zm9\"",
        "keyId=\"k\",signature=\"Zm 9v\"", "keyId=\"k\x01\",signature=\"Zm9v\"", "keyId=k\"k,signature=\"Zm9v\"", "\xFF=\"k\""}) {
    INFO(text);
    CHECK(refusal(text) == ErrorKind::invalid);
  }
}

TEST_CASE("without key id, signature or anything covered nothing is proved") {
  CHECK(refusal("") == ErrorKind::unauthorized);
  CHECK(refusal(R"(keyId="k")") == ErrorKind::unauthorized);
  CHECK(refusal(R"(signature="Zm9v")") == ErrorKind::unauthorized);
  CHECK(refusal(R"(keyId="k",signature="")") == ErrorKind::unauthorized);
  CHECK(refusal(R"(keyId="k",signature="Zm9v",headers="")") == ErrorKind::unauthorized);
  CHECK(refusal(R"(keyId="k",signature="Zm9v",headers="date DATE")") == ErrorKind::unauthorized);
}

TEST_CASE("B37 the header's length, parameters and names are capped") {
  CHECK(refusal("keyId=\"" + std::string(9000, 'k') + "\",signature=\"Zm9v\"") == ErrorKind::invalid);
  std::string many = R"(keyId="k",signature="Zm9v")";
  for (int i = 0; i < 30; ++i) {
    many += ",p" + std::to_string(i) + "=1";
  }
  CHECK(refusal(many) == ErrorKind::invalid);
  std::string names;
  for (int i = 0; i < 60; ++i) {
    names += "h" + std::to_string(i) + " ";
  }
  CHECK(refusal(R"(keyId="k",signature="Zm9v",headers=")" + names + "\"") == ErrorKind::invalid);
}

TEST_CASE("B35 a header made to make matchers backtrack is read in one pass") {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 200; ++i) {
    parse_cavage_header("keyId=\"" + std::string(4000, '\\') + std::string(4000, ' '));
    parse_cavage_header(std::string(8000, 'a'));
    parse_cavage_header("headers=\"" + std::string(8000, ' ') + "\"");
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
