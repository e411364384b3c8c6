#include "pure/activitypub/media_type.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::activitypub;

TEST_CASE("B2 only activity+json and ld+json with the ActivityStreams profile count as documents") {
  CHECK(is_activity_type("application/activity+json"));
  CHECK(is_activity_type("application/activity+json; charset=utf-8"));
  CHECK(is_activity_type("Application/Activity+JSON"));
  CHECK(is_activity_type("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""));
  CHECK(is_activity_type(
      "application/ld+json; charset=utf-8; profile=\"https://w3id.org/security/v1 https://www.w3.org/ns/activitystreams\""));

  CHECK_FALSE(is_activity_type(""));
  CHECK_FALSE(is_activity_type("application/json"));
  CHECK_FALSE(is_activity_type("application/ld+json"));
  CHECK_FALSE(is_activity_type("application/ld+json; profile=\"https://example.com/\""));
  CHECK_FALSE(is_activity_type("text/html; application/activity+json"));
  CHECK_FALSE(is_activity_type("image/png; name=\"application/activity+json\""));
  CHECK_FALSE(is_activity_type("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams"));
}
