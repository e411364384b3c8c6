#include "pure/text/handle.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::text;

TEST_CASE("item 4: a handle is read with @, without, and as acct: in any case") {
  for (const char* text :
       {"@User@Example.COM", "User@example.com", "acct:User@EXAMPLE.com", "ACCT:User@example.com", "acct:@User@example.com"}) {
    INFO(text);
    const auto handle = parse_handle(text);
    REQUIRE(handle);
    CHECK(handle->user == "User");
    CHECK(handle->user_key() == "user");
    CHECK(handle->domain == "example.com");
    CHECK(handle->text() == "User@example.com");
    CHECK(handle->acct() == "acct:User@example.com");
  }
  CHECK(parse_handle("@a@b.example")->same_as(*parse_handle("A@B.EXAMPLE")));
}

TEST_CASE("item 13: user names follow the grammar that peers can store") {
  for (const char* user : {"a", "a_b", "a.b", "a-b.c", "A9", "_", "a..b", "a.-b"}) {
    INFO(user);
    CHECK(is_user_name(user));
  }
  for (const auto& user : {std::string(), std::string(".a"), std::string("a."), std::string("-a"), std::string("a b"),
                           std::string("\xC3\xA4"), std::string("a/b"), std::string(129, 'a')}) {
    INFO(user);
    CHECK_FALSE(is_user_name(user));
  }
}

TEST_CASE("item 14: an international domain is compared by its A-label") {
  CHECK(parse_handle("@a@B\xC3\xBC"
                     "cher.example")
            ->domain == "xn--bcher-kva.example");
}

TEST_CASE("item 15: an instance actor is called like its domain") {
  CHECK(parse_handle("example.com@example.com"));
  CHECK(parse_handle("127.0.0.1:8080@127.0.0.1:8080")->text() == "127.0.0.1:8080@127.0.0.1:8080");
  CHECK_FALSE(parse_handle("other:8080@127.0.0.1:8080"));
}

TEST_CASE("what is no handle is refused") {
  for (const char* text :
       {"", "@", "@@", "user", "@user", "user@", "@user@", "a b@example.com", "a@exa mple.com", "a@example.com/x", "a@b@example.com",
        "a@example.com.", "a@example.com:0", "a@[::1", "a@1.2.3", "https://example.com/@a", "a@example.com\n", "mailto:a@example.com"}) {
    INFO(text);
    CHECK_FALSE(parse_handle(text));
  }
}

TEST_CASE("item 13: an owner is called [a-z0-9_]{1,30}") {
  CHECK(is_owner_handle("eki_ben9"));
  CHECK(is_owner_handle(std::string(30, 'a')));
  for (const auto& text :
       {std::string(), std::string(31, 'a'), std::string("A"), std::string("a.b"), std::string("a-b"), std::string("\xE9\xA7\x85")}) {
    CHECK_FALSE(is_owner_handle(text));
  }
}
