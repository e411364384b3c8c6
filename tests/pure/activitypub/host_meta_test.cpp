#include "pure/activitypub/host_meta.h"

#include <catch_amalgamated.hpp>

#include <string>

using namespace ekiben::activitypub;

TEST_CASE("what we write as host-meta, we can read") {
  CHECK(read_host_meta(write_host_meta("https://w.example")) == "https://w.example/.well-known/webfinger?resource={uri}");
}

TEST_CASE("a template is found among other links, prefixed, in either quotes, with entities of XML itself") {
  CHECK(
      read_host_meta(
          R"(<?xml version="1.0"?><XRD><Link rel="other" template="x{uri}"/><Link template='https://a.example/?a=1&amp;r={uri}' rel='lrdd'></Link></XRD>)") ==
      "https://a.example/?a=1&r={uri}");
  CHECK(read_host_meta("<x:XRD><x:Link\n rel = \"lrdd\"\n template = \"https://a.example/{uri}\" /></x:XRD>") == "https://a.example/{uri}");
  CHECK_FALSE(read_host_meta("<!-- <Link rel=\"lrdd\" template=\"https://evil.example/{uri}\"/> --><XRD></XRD>"));
}

TEST_CASE("B38 a document with a DOCTYPE or an entity of its own gives nothing") {
  CHECK_FALSE(read_host_meta(
      R"(<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><XRD><Link rel="lrdd" template="https://a.example/{uri}"/></XRD>)"));
  CHECK_FALSE(read_host_meta(R"(<XRD><Link rel="lrdd" template="https://a.example/&lol;{uri}"/></XRD>)"));
  CHECK_FALSE(read_host_meta(R"(<XRD><![CDATA[<Link rel="lrdd" template="https://a.example/{uri}"/>]]></XRD>)"));
}

TEST_CASE("B38 broken, endless and huge documents give nothing") {
  for (const char* text : {"", "<", "<Link", "<Link ", "<Link rel", "<Link rel=", "<Link rel=\"", "<Link rel=\"lrdd\" template=\"{uri}",
                           "<!--", "<Link rel=lrdd>"}) {
    CHECK_FALSE(read_host_meta(text));
  }
  CHECK_FALSE(read_host_meta(std::string(100'000, ' ') + "<Link rel=\"lrdd\" template=\"https://a.example/{uri}\"/>"));
  CHECK_FALSE(read_host_meta(std::string(60'000, '<')));
}
