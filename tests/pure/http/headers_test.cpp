#include "pure/http/headers.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::http;

TEST_CASE("field names are lowered, values stay the bytes they were") {
  Headers headers;
  headers.add("Content-Type", "Text/HTML; x=%41");
  CHECK(headers.find("content-type") == "Text/HTML; x=%41");
  CHECK_FALSE(headers.find("content"));
}

TEST_CASE("repeated fields keep their order and are joined by a comma") {
  Headers headers;
  headers.add("Accept", "a");
  headers.add("Host", "h");
  headers.add("accept", "b");
  CHECK(headers.joined("accept") == "a, b");
  CHECK(headers.find("accept") == "a");
  CHECK(headers.count("accept") == 2);
  CHECK(headers.fields().size() == 3);
}

TEST_CASE("set replaces every field of that name in any case") {
  Headers headers;
  headers.add("vary", "a");
  headers.add("vary", "b");
  headers.set("Vary", "c");
  CHECK(headers.joined("vary") == "c");
  headers.remove("VARY");
  CHECK_FALSE(headers.joined("vary"));
}
