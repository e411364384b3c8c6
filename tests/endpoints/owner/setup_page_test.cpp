#include "owner_site.h"

#include "store/read_own_keys.h"
#include "store/read_profile.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::test;

TEST_CASE("the set-up page makes an owner with keys, logged in, and works once") {
  OwnerSite site;
  const auto path = site.setup_path();
  const auto form = site.get(path);
  CHECK(form.status == 200);
  CHECK(contains(form.body, "value=\"http://" + site.host() + "\""));
  const auto done = site.set_up(path);
  CHECK(done.status == 303);
  CHECK(done.get_header_value("Location") == "/my#welcome");
  const auto cookie = done.get_header_value("Set-Cookie");
  CHECK(contains(cookie, "HttpOnly"));
  CHECK(contains(cookie, "SameSite=Lax"));
  CHECK(contains(site.get_as(OwnerSite::cookie_of(done), "/my").body, "@hana@" + site.host()));
  CHECK(site.get(path).status == 410);
  const auto owner = store::find_owner(site.reader());
  REQUIRE(owner->has_value());
  CHECK((*owner)->handle == "hana");
  CHECK((*owner)->name == "花");
  CHECK(store::find_own_key(site.reader(), store::KeyPurpose::owner)->has_value());
  CHECK(store::find_own_key(site.reader(), store::KeyPurpose::instance)->has_value());
}

TEST_CASE("a wrong, a replaced and an expired token show no form and set nothing up") {
  OwnerSite site;
  const auto old = site.setup_path();
  const auto path = site.setup_path();
  CHECK(site.get("/setup").status == 403);
  CHECK(site.get("/setup?token=guess").status == 403);
  CHECK(site.get(old).status == 403);
  const auto form = site.get(path);
  CHECK(form.status == 200);
  site.clock.turn(std::chrono::minutes(61));
  CHECK(site.get(path).status == 403);
  CHECK(site.post(path, OwnerSite::setup_answers(hidden_field(form.body, "token"), "http://" + site.host())).status == 403);
  CHECK_FALSE(store::find_owner(site.reader())->has_value());
}

TEST_CASE("what is wrong is said field by field and nothing that was typed is lost, but the passwords") {
  OwnerSite site(domain::PlainHttp::refused);
  const auto path = site.setup_path();
  const auto form = site.get(path, {{"Accept-Language", "ja"}});
  const auto answer = site.post(path,
                                {{"token", hidden_field(form.body, "token")},
                                 {"handle", "Not A Handle"},
                                 {"name", "<花>"},
                                 {"base_url", "http://social.example"},
                                 {"domain", "no domain"},
                                 {"password", "short-1"},
                                 {"password_again", "short-2"},
                                 {"language", "xx"}},
                                {{"Accept-Language", "ja"}});
  CHECK(answer.status == 422);
  for (const char* field : {"handle", "base_url", "domain", "password", "language"}) {
    INFO(field);
    CHECK(contains(answer.body, "<li><a href=\"#" + std::string(field) + "\">"));
    CHECK(contains(answer.body, "id=\"" + std::string(field) + "-why\""));
  }
  CHECK(contains(answer.body, "value=\"Not A Handle\""));
  CHECK(contains(answer.body, "value=\"&lt;花&gt;\""));
  CHECK(contains(answer.body, "value=\"http://social.example\""));
  CHECK(contains(answer.body, "次の項目を確認してください"));
  CHECK_FALSE(contains(answer.body, "short-1"));
  CHECK_FALSE(store::find_owner(site.reader())->has_value());
}

TEST_CASE("two different passwords are told") {
  OwnerSite site;
  const auto path = site.setup_path();
  auto answers = OwnerSite::setup_answers(hidden_field(site.get(path).body, "token"), "http://" + site.host());
  answers.erase("password_again");
  answers.emplace("password_again", "another password");
  const auto answer = site.post(path, answers);
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, "password_again-why"));
}

TEST_CASE("a browser at an address goes to the base URL after set-up, without a cookie") {
  OwnerSite site(domain::PlainHttp::refused);
  const auto path = site.setup_path();
  const auto done = site.post(path, OwnerSite::setup_answers(hidden_field(site.get(path).body, "token"), "https://social.example"));
  CHECK(done.status == 303);
  CHECK(done.get_header_value("Location") == "https://social.example/login");
  CHECK_FALSE(done.has_header("Set-Cookie"));
}

TEST_CASE("DNS rebinding before set-up: a name is not served, unless it brings the token") {
  OwnerSite site;
  CHECK(site.get("/", {{"Host", "evil.example"}}).status == 421);
  CHECK(site.get("/setup?token=guess", {{"Host", "evil.example"}}).status == 421);
  const auto path = site.setup_path();
  const auto form = site.get(path, {{"Host", "social.example"}});
  CHECK(form.status == 200);
  const auto fields = OwnerSite::setup_answers(hidden_field(form.body, "token"), "http://" + site.host());
  CHECK(site.post("/setup?token=guess", fields, {{"Host", "evil.example"}, {"Origin", "http://evil.example"}}).status == 421);
  CHECK(site.post(path, fields, {{"Host", "social.example"}, {"Origin", "http://evil.example"}}).status == 403);
  CHECK_FALSE(store::find_owner(site.reader())->has_value());
}
