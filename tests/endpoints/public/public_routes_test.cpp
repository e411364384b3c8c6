#include "endpoints/public/public_routes.h"

#include "endpoints/running_site.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::test;
using endpoints::public_pages::Parts;

namespace {

struct PublicSite : RunningSite {
  using RunningSite::RunningSite;
  Parts parts{site, pages, errors, cache, store->readers(), clock, "1.2.3"};
  void serve(const std::string& base_url = "", const std::string& handle_domain = "") {
    endpoints::public_pages::add_public_routes(router, parts);
    listen();
    insert_owner("花", base_url, handle_domain);
    start();
  }
};

} // namespace

TEST_CASE("the profile says who this is, in the visitor's language, as text") {
  PublicSite site;
  site.serve();
  const auto english = site.get("/");
  CHECK(english.status == 200);
  CHECK(contains(english.body, "<html lang=\"en\">"));
  CHECK(contains(english.body, "@hana@" + site.host()));
  CHECK(contains(english.body, "0 followers"));
  CHECK(contains(english.body, "駅弁 &amp; &lt;b&gt;lunch&lt;/b&gt;<br><a href=\"https://example.com/\""));
  const auto japanese = site.get("/@hana", {{"Accept-Language", "ja,en;q=0.5"}});
  CHECK(contains(japanese.body, "<html lang=\"ja\">"));
  CHECK(contains(japanese.body, "フォロワー0人"));
  CHECK_FALSE(contains(english.body, "<script"));
  CHECK_FALSE(contains(english.body, " style="));
}

TEST_CASE("a page names its address and its actor, in HTML and in the head of the answer (federation item 32)") {
  PublicSite site;
  site.serve();
  const auto page = site.get("/@hana");
  const std::string actor = "http://" + site.host() + "/users/hana";
  CHECK(contains(page.body, "<link rel=\"canonical\" href=\"http://" + site.host() + "/@hana\">"));
  CHECK(contains(page.body, "<link rel=\"alternate\" type=\"application/activity+json\" href=\"" + actor + "\">"));
  CHECK(page.get_header_value("Link") == "<" + actor + ">; rel=\"alternate\"; type=\"application/activity+json\"");
}

TEST_CASE("who wants ActivityPub at the profile's address is sent to the actor") {
  PublicSite site;
  site.serve();
  const auto answer = site.get("/@hana", {{"Accept", "application/activity+json"}});
  CHECK(answer.status == 303);
  CHECK(answer.get_header_value("Location") == "http://" + site.host() + "/users/hana");
  CHECK(answer.get_header_value("Vary") == "Accept");
}

TEST_CASE("every public answer carries the security headers and sets no cookie") {
  PublicSite site;
  site.serve();
  for (const char* path : {"/", "/about", "/robots.txt", "/nothing"}) {
    for (int time = 0; time < 2; ++time) { // the second from the cache
      INFO(path);
      const auto answer = site.get(path);
      const auto policy = answer.get_header_value("Content-Security-Policy");
      CHECK(policy.starts_with("default-src 'none'; script-src http://" + site.host() + "/static/;"));
      CHECK(contains(policy, "frame-ancestors 'none'; base-uri 'none'"));
      CHECK_FALSE(contains(policy, "unsafe"));
      CHECK(answer.get_header_value("X-Content-Type-Options") == "nosniff");
      CHECK(answer.get_header_value("Referrer-Policy") == "same-origin");
      CHECK(answer.get_header_value_count("Content-Security-Policy") == 1);
      CHECK_FALSE(answer.has_header("Set-Cookie"));
    }
  }
}

TEST_CASE("a page that has not changed is answered with 304, each language and encoding by its own tag") {
  PublicSite site;
  site.serve();
  const auto english = site.get("/");
  const auto etag = english.get_header_value("ETag");
  REQUIRE(etag.starts_with("\""));
  CHECK(english.get_header_value("Vary") == "Accept, Accept-Language, Accept-Encoding");
  CHECK(site.get("/", {{"If-None-Match", etag}}).status == 304);
  CHECK(site.get("/", {{"If-None-Match", etag}, {"Accept-Language", "ja"}}).status == 200);
  CHECK(site.get("/", {{"Accept-Language", "ja"}}).get_header_value("ETag") != etag);
  const auto packed = site.get("/", {{"Accept-Encoding", "gzip"}});
  CHECK(packed.get_header_value("ETag") != etag);
}

TEST_CASE("a public change ends cached pages at once") {
  PublicSite site;
  site.serve();
  const auto before = site.get("/");
  must(site.write([](store::Transaction& transaction) -> Result<void> {
    domain::Owner owner;
    owner.name = "花";
    owner.bio = "something new";
    owner.language = "en";
    return store::update_owner(transaction, owner);
  }));
  const auto after = site.get("/");
  CHECK(contains(after.body, "something new"));
  CHECK(after.get_header_value("ETag") != before.get_header_value("ETag"));
}

TEST_CASE("queries do not fill the cache") {
  PublicSite site;
  site.serve();
  site.get("/");
  const auto bytes = site.cache.bytes();
  for (int i = 0; i < 20; ++i) {
    CHECK(site.get("/?" + std::to_string(i)).status == 200);
  }
  CHECK(site.cache.bytes() == bytes);
}

TEST_CASE("there is no other handle, and a missing page says what to do in the visitor's language") {
  PublicSite site;
  site.serve();
  CHECK(site.get("/@other").status == 404);
  CHECK(site.get("/@HANA").status == 200);
  const auto missing = site.get("/nothing", {{"Accept-Language", "ja"}});
  CHECK(missing.status == 404);
  CHECK(contains(missing.body, "ページが見つかりません"));
  CHECK(contains(missing.body, "プロフィールへ"));
  const auto program = site.get("/nothing", {{"Accept", "application/json"}});
  CHECK(program.get_header_value("Content-Type").starts_with("application/json"));
}

TEST_CASE("another Host is 421, the handle's domain is served below /.well-known only") {
  PublicSite site;
  site.serve("https://social.example", "example.com");
  CHECK(site.get("/", {{"Host", "social.example"}}).status == 200);
  CHECK(site.get("/", {{"Host", "social.example:443"}}).status == 200);
  CHECK(site.get("/", {{"Host", "SOCIAL.example"}}).status == 200);
  CHECK(site.get("/", {{"Host", "evil.example"}}).status == 421);
  CHECK(site.get("/", {{"Host", site.host()}}).status == 421);
  CHECK(site.get("/", {{"Host", "example.com"}}).status == 421);
  CHECK(site.get("/.well-known/security.txt", {{"Host", "example.com"}}).status == 200);
  CHECK(site.get("/", {{"Host", "social.example"}}).get_header_value("Strict-Transport-Security") == "max-age=31536000");
}

TEST_CASE("security.txt expires in the future and robots keep away from the owner's pages") {
  PublicSite site;
  site.serve();
  CHECK(contains(site.get("/.well-known/security.txt").body, "\nExpires: 20"));
  CHECK(contains(site.get("/robots.txt").body, "Disallow: /my\n"));
}

TEST_CASE("the style sheet is immutable under its hash, and small") {
  PublicSite site;
  site.serve();
  const auto url = site.files.url("ekiben.css");
  const auto sheet = site.get(url, {{"Accept-Encoding", "gzip"}});
  CHECK(sheet.status == 200);
  CHECK(sheet.get_header_value("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(std::stoul(sheet.get_header_value("Content-Length")) <= 5000);
  CHECK(site.get("/static/ekiben.css").get_header_value("Cache-Control") == "public, no-cache");
  CHECK(site.get("/static/nothing.css").status == 404);
}

TEST_CASE("before set-up a reader is told to wait, in both languages") {
  PublicSite site;
  endpoints::public_pages::add_public_routes(site.router, site.parts);
  site.listen();
  site.start();
  const auto page = site.get("/");
  CHECK(page.status == 503);
  CHECK(contains(page.body, "Not set up yet"));
  CHECK(page.has_header("Retry-After"));
  CHECK(contains(site.get("/@hana", {{"Accept-Language", "ja"}}).body, "準備中です"));
}

TEST_CASE("an owner's template is used, a broken one is not") {
  PublicSite site({{"profile", "<h1>{{name}} {{unknown}}</h1>"}, {"about", "{{#open}}"}});
  site.serve();
  CHECK(contains(site.get("/").body, "<h1>花 </h1>"));
  CHECK(contains(site.get("/about").body, "1.2.3"));
  REQUIRE(site.pages.template_problems().size() == 1);
  CHECK(site.pages.template_problems()[0].name == "about");
}
