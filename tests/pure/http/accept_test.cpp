#include "pure/http/accept.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::http;

TEST_CASE("servers that ask for ActivityStreams get it") {
  for (const char* accept :
       {"application/activity+json", "Application/Activity+JSON; charset=utf-8",
        "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
        "application/ld+json;profile=\"https://example.org/x https://www.w3.org/ns/activitystreams\"",
        "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\", text/html;q=0.1",
        "application/ld+json; q=0.9; profile=\"https://www.w3.org/ns/activitystreams\", */*;q=0.1",
        "text/html, application/activity+json"}) {
    INFO(accept);
    CHECK(choose_representation(accept) == Representation::activity);
  }
}

TEST_CASE("people and everybody else get the page") {
  for (const char* accept : {"", "*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                             "application/ld+json", "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams2\"",
                             "application/json", "application/activity+json;q=0", "text/html, application/activity+json;q=0.5",
                             "application/activity+json;q=high", "application/activity+jsonx", "\"application/activity+json", ",,;;=,"}) {
    INFO(accept);
    CHECK(choose_representation(accept) == Representation::html);
  }
}

TEST_CASE("gzip is used only by those who ask for it") {
  for (const char* encoding : {"gzip", "deflate, GZIP;q=0.5, br", "x-gzip", "*", "identity;q=0, *;q=0.1"}) {
    INFO(encoding);
    CHECK(accepts_gzip(encoding));
  }
  for (const char* encoding : {"", "br", "gzip;q=0", "gzip;q=0.000, *", "gzip;q=2", "identity"}) {
    INFO(encoding);
    CHECK_FALSE(accepts_gzip(encoding));
  }
}
