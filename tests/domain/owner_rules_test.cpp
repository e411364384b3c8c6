#include "domain/owner_rules.h"

#include <catch_amalgamated.hpp>

using namespace ekiben::domain;

TEST_CASE("an owner's handle is 1 to 30 small letters, digits and underscores") {
  CHECK_FALSE(check_handle("hana_1"));
  for (const char* bad : {"", "Hana", "ha na", "花", "a-b", "a.b", "@hana", "abcdefghijklmnopqrstuvwxyz12345"}) {
    CHECK(check_handle(bad) == Fault::handle);
  }
}

TEST_CASE("a password has at least 8 characters, counted as people count") {
  CHECK(check_password("1234567") == Fault::password_too_short);
  CHECK_FALSE(check_password("12345678"));
  CHECK(check_password("駅弁駅弁駅弁駅") == Fault::password_too_short);
  CHECK_FALSE(check_password("駅弁駅弁駅弁駅弁"));
  CHECK(check_password(std::string(kMaxPasswordBytes + 1, 'x')) == Fault::password_too_long);
}

TEST_CASE("a base URL is an origin and comes out in its normal form") {
  CHECK(normal_base_url("https://Social.Example/", PlainHttp::refused) == "https://social.example");
  CHECK(normal_base_url("https://social.example:443", PlainHttp::refused) == "https://social.example");
  for (const char* bad : {"", "social.example", "http://social.example", "https://social.example/path", "https://social.example/?q",
                          "https://127.0.0.1", "https://localhost", "https://u:p@social.example", "ftp://social.example"}) {
    INFO(bad);
    CHECK_FALSE(normal_base_url(bad, PlainHttp::refused));
  }
}

TEST_CASE("plain http and addresses are base URLs only where they are allowed") {
  CHECK(normal_base_url("http://127.0.0.1:8080", PlainHttp::allowed) == "http://127.0.0.1:8080");
  CHECK(normal_base_url("http://localhost:8080/", PlainHttp::allowed) == "http://localhost:8080");
}

TEST_CASE("a handle domain is a host name") {
  CHECK(normal_handle_domain("Example.COM", PlainHttp::refused) == "example.com");
  for (const char* bad : {"", "example", "https://example.com", "example.com/x", "example.com:8443", "192.0.2.1"}) {
    INFO(bad);
    CHECK_FALSE(normal_handle_domain(bad, PlainHttp::refused));
  }
}

TEST_CASE("names and bios have limits in characters") {
  CHECK_FALSE(check_name(std::string(kMaxNameCharacters, 'x')));
  CHECK(check_name(std::string(kMaxNameCharacters + 1, 'x')) == Fault::name_too_long);
  CHECK(check_bio(std::string(kMaxBioCharacters + 1, 'x')) == Fault::bio_too_long);
}
