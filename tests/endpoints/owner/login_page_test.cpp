#include "owner_site.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::test;

TEST_CASE("the right password opens a session and goes on to the page that was wanted") {
  OwnerSite site;
  site.set_up(site.setup_path());
  const auto asked = site.get("/my/settings");
  CHECK(asked.status == 303);
  CHECK(asked.get_header_value("Location") == "/login?next=%2Fmy%2Fsettings");
  const auto done = site.log_in("@Hana@anything", kPassword, "%2Fmy%2Fsettings");
  CHECK(done.status == 303);
  CHECK(done.get_header_value("Location") == "/my/settings");
  const auto cookie = OwnerSite::cookie_of(done);
  CHECK(site.get_as(cookie, "/my").status == 200);
  CHECK(site.get_as(cookie, "/my").get_header_value("Cache-Control") == "private, no-cache");
  CHECK(site.get_as(cookie, "/login").status == 303);
}

TEST_CASE("a wrong handle and a wrong password look the same, and the name is kept") {
  OwnerSite site;
  site.set_up(site.setup_path());
  const auto wrong_password = site.log_in("hana", "wrong password");
  const auto wrong_handle = site.log_in("mia", kPassword);
  for (const auto* answer : {&wrong_password, &wrong_handle}) {
    CHECK(answer->status == 422);
    CHECK(contains(answer->body, "The handle or the password is wrong."));
    CHECK_FALSE(answer->has_header("Set-Cookie"));
  }
  CHECK(contains(wrong_password.body, "value=\"hana\""));
  CHECK_FALSE(contains(wrong_password.body, "wrong password\""));
}

TEST_CASE("after three wrong passwords the address waits, and is never locked out") {
  OwnerSite site;
  site.set_up(site.setup_path());
  for (int i = 0; i < 3; ++i) {
    CHECK(site.log_in("hana", "wrong password").status == 422);
  }
  const auto waiting = site.log_in("hana", kPassword);
  CHECK(waiting.status == 429);
  CHECK(waiting.get_header_value("Retry-After") == "2");
  CHECK(contains(waiting.body, "in 2 seconds"));
  site.waits.turn(std::chrono::seconds(2));
  CHECK(site.log_in("hana", kPassword).status == 303);
}

TEST_CASE("a form from another site, or without its token, logs nobody in") {
  OwnerSite site;
  site.set_up(site.setup_path());
  const auto token = hidden_field(site.get("/login").body, "token");
  const httplib::Params fields = {{"token", token}, {"handle", "hana"}, {"password", kPassword}};
  CHECK(site.post("/login", fields, {{"Origin", "https://evil.example"}}).status == 403);
  CHECK(site.post("/login", fields, {{"Origin", "null"}}).status == 403);
  CHECK(site.post("/login", fields, {{"Sec-Fetch-Site", "cross-site"}}).status == 403);
  CHECK(site.post("/login", {{"handle", "hana"}, {"password", kPassword}}).status == 403);
  CHECK(site.post("/login", fields).status == 303);
}

TEST_CASE("nobody is sent to another site after login") {
  OwnerSite site;
  site.set_up(site.setup_path());
  for (const char* next :
       {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2Fmy%2F%2E%2E%2F%2Fevil.example", "%2Fmyevil", "%2Fmy%0d%0aX%3A1"}) {
    INFO(next);
    CHECK(site.log_in("hana", kPassword, next).get_header_value("Location") == "/my");
  }
}

TEST_CASE("the session's cookie is bound to https when the base URL is") {
  endpoints::Site site;
  TurnedClock clock;
  OpenedStore opened;
  const endpoints::Sessions sessions(site, opened.store->readers(), clock);
  site.replace(endpoints::make_site_facts("https://social.example", "", "hana", "", i18n::Language::en));
  CHECK(sessions.make_cookie("x") == "__Host-ekiben=x; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=7776000");
  CHECK(contains(sessions.make_expired_cookie(), "__Host-ekiben=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"));
}

TEST_CASE("logging out ends the session on the server, and needs the form's token") {
  OwnerSite site;
  const auto cookie = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  CHECK(site.post("/logout", {{"token", "x"}}, {{"Cookie", cookie}}).status == 403);
  CHECK(site.get_as(cookie, "/my").status == 200);
  const auto token = hidden_field(site.get_as(cookie, "/my").body, "token");
  const auto done = site.post("/logout", {{"token", token}}, {{"Cookie", cookie}});
  CHECK(done.status == 303);
  CHECK(done.get_header_value("Location") == "/login#logged-out");
  CHECK(contains(done.get_header_value("Set-Cookie"), "Max-Age=0"));
  CHECK(site.get_as(cookie, "/my").status == 303);
}

TEST_CASE("a session ends after 90 days, and a guessed cookie is none") {
  OwnerSite site;
  const auto cookie = OwnerSite::cookie_of(site.set_up(site.setup_path()));
  site.clock.turn(std::chrono::hours(24 * 89));
  CHECK(site.get_as(cookie, "/my").status == 200);
  site.clock.turn(std::chrono::hours(25));
  CHECK(site.get_as(cookie, "/my").status == 303);
  CHECK(site.get_as("ekiben=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/my").status == 303);
}
