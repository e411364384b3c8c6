#include "endpoints/shared/byte_cache.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::endpoints;

namespace {

struct Bench {
  Site site;
  std::uint64_t public_generation = 1;
  ByteCache cache{site, [this] { return public_generation; }, 64 * 1024};

  Bench() { site.replace(make_site_facts("https://social.example", "example.com", "hana", "Hana", i18n::Language::en)); }

  static http::Request get(std::string target, std::initializer_list<std::pair<const char*, const char*>> fields = {}) {
    http::Request request;
    request.target = std::move(target);
    for (const auto& [name, value] : fields) {
      request.headers.add(name, value);
    }
    if (request.headers.count("host") == 0) {
      request.headers.add("host", "social.example");
    }
    return request;
  }
  static http::Response answer(std::string body) {
    http::Response response;
    response.headers.add("content-type", "text/html; charset=utf-8");
    response.body = std::move(body);
    return response;
  }
  void put(const http::Request& request, std::string body, Varies varies = Varies::by_accept_and_language) {
    cache.put(request, answer(std::move(body)), varies, cache.generation());
  }
};

} // namespace

TEST_CASE("what was put is found again, by language and by form") {
  Bench bench;
  bench.put(Bench::get("/"), "english");
  bench.put(Bench::get("/", {{"accept-language", "ja"}}), "日本語");
  bench.put(Bench::get("/", {{"accept", "application/activity+json"}}), "{}");
  CHECK(*bench.cache.find(Bench::get("/"))->shared_body == "english");
  CHECK(*bench.cache.find(Bench::get("/", {{"accept-language", "ja-JP"}}))->shared_body == "日本語");
  CHECK(*bench.cache.find(Bench::get("/", {{"accept", "application/activity+json"}, {"accept-language", "ja"}}))->shared_body == "{}");
  CHECK_FALSE(bench.cache.find(Bench::get("/other")));
}

TEST_CASE("both encodings are kept, each with its own strong tag") {
  Bench bench;
  bench.put(Bench::get("/"), std::string(5000, 'x'));
  const auto plain = *bench.cache.find(Bench::get("/"));
  const auto packed = *bench.cache.find(Bench::get("/", {{"accept-encoding", "gzip, br"}}));
  CHECK(plain.shared_body->size() == 5000);
  CHECK(packed.shared_body->size() < 200);
  CHECK(packed.headers.find("content-encoding") == "gzip");
  CHECK(plain.headers.find("etag") != packed.headers.find("etag"));
}

TEST_CASE("a public change or new facts end everything that was kept") {
  Bench bench;
  bench.put(Bench::get("/"), "old");
  ++bench.public_generation;
  CHECK_FALSE(bench.cache.find(Bench::get("/")));
  bench.put(Bench::get("/"), "new");
  CHECK(bench.cache.find(Bench::get("/")));
  bench.site.replace(make_site_facts("https://social.example", "example.com", "hana", "Hana 2", i18n::Language::en));
  CHECK_FALSE(bench.cache.find(Bench::get("/")));
}

TEST_CASE("what was read before a change is sent, never kept") {
  Bench bench;
  const auto before = bench.cache.generation();
  ++bench.public_generation;
  const auto sent = bench.cache.put(Bench::get("/"), Bench::answer("stale"), Varies::by_nothing, before);
  CHECK(*sent.shared_body == "stale");
  CHECK_FALSE(bench.cache.find(Bench::get("/")));
}

TEST_CASE("signed requests, other methods and other hosts are never answered from the cache") {
  Bench bench;
  bench.put(Bench::get("/"), "page");
  CHECK_FALSE(bench.cache.find(Bench::get("/", {{"signature", "keyId=..."}})));
  CHECK_FALSE(bench.cache.find(Bench::get("/", {{"authorization", "Bearer x"}})));
  CHECK_FALSE(bench.cache.find(Bench::get("/", {{"host", "evil.example"}})));
  CHECK_FALSE(bench.cache.find(Bench::get("/", {{"host", "example.com"}})));
  auto post = Bench::get("/");
  post.method = http::Method::post;
  CHECK_FALSE(bench.cache.find(post));
}

TEST_CASE("WebFinger is found under the handle's domain as well") {
  Bench bench;
  const std::string target = "/.well-known/webfinger?resource=acct:hana@example.com";
  bench.put(Bench::get(target), "{}", Varies::by_nothing);
  CHECK(bench.cache.find(Bench::get(target, {{"host", "example.com"}})));
}

TEST_CASE("the least recently used go first and the size stays bounded") {
  Bench bench;
  for (int i = 0; i < 100; ++i) {
    bench.put(Bench::get("/" + std::to_string(i)), std::to_string(i) + std::string(2000, 'x'));
    CHECK(bench.cache.find(Bench::get("/0")));
    CHECK(bench.cache.bytes() <= 64 * 1024);
  }
  CHECK_FALSE(bench.cache.find(Bench::get("/1")));
  CHECK(bench.cache.find(Bench::get("/99")));
}
