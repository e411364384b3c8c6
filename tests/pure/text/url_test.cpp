#include "pure/text/url.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::text;

TEST_CASE("a URL is taken apart and path and query stay raw") {
  const auto url = parse_url("https://social.example:8443/a/%2e%2E/./b?x=1&y=%zz?");
  REQUIRE(url);
  CHECK(url->scheme == "https");
  CHECK(url->host == "social.example");
  CHECK(url->port == 8443);
  CHECK(url->path == "/a/%2e%2E/./b");
  CHECK(url->query == "x=1&y=%zz?");
  CHECK(url->authority() == "social.example:8443");
  CHECK(url->origin() == "https://social.example:8443");
  CHECK(url->target() == "/a/%2e%2E/./b?x=1&y=%zz?");
  CHECK(url->text() == "https://social.example:8443/a/%2e%2E/./b?x=1&y=%zz?");
}

TEST_CASE("an absent path is a slash and an empty query stays a query") {
  CHECK(parse_url("https://social.example")->text() == "https://social.example/");
  CHECK(parse_url("https://social.example?a")->target() == "/?a");
  CHECK(parse_url("https://social.example/?")->target() == "/?");
  CHECK_FALSE(parse_url("https://social.example/")->has_query);
}

TEST_CASE("B16 one origin for one server: case, IDNA and default ports fold away") {
  CHECK(origin_of("HTTPS://Social.EXAMPLE:443/a") == "https://social.example");
  CHECK(origin_of("http://social.example:80/a#b") == "http://social.example");
  CHECK(origin_of("http://social.example:443") == "http://social.example:443");
  CHECK(origin_of("https://b\xC3\xBC"
                  "cher.example/") == "https://xn--bcher-kva.example");
  CHECK(origin_of("https://B\xC3\x9C"
                  "CHER.example/") == "https://xn--bcher-kva.example");
  CHECK(origin_of("https://XN--BCHER-KVA.example/") == "https://xn--bcher-kva.example");
  CHECK(origin_of("https://\xE9\xA7\x85\xE5\xBC\x81.example/") == origin_of("https://xn--i0t012k.example/"));
  CHECK(origin_of("https://example\xE3\x80\x82"
                  "com/") == "https://example.com"); // ideographic full stop
  CHECK(origin_of("https://[2001:DB8:0::1]:8080/") == "https://[2001:db8::1]:8080");
  CHECK(same_origin("https://a.example/1", "https://A.example:443/2#k"));
  CHECK_FALSE(same_origin("https://a.example/", "http://a.example/"));
  CHECK_FALSE(same_origin("https://a.example/", "https://a.example:8443/"));
  CHECK_FALSE(same_origin("https://a.example/", "https://b.a.example/"));
  CHECK_FALSE(same_origin("nonsense", "nonsense"));
}

TEST_CASE("B16 user information, trailing dots and other ways to disguise a host are refused") {
  for (const char* text : {"https://a@b.example/",
                           "https://a:b@c.example/",
                           "https://@a.example/",
                           "https://a.example./",
                           "https://.a.example/",
                           "https://a..example/",
                           "https:///a",
                           "https://",
                           "https://:443/",
                           "https://a.example:/",
                           "https://a.example:0/",
                           "https://a.example:65536/",
                           "https://a.example:0443/",
                           "https://a.example:+443/",
                           "https://a.example:443:443/",
                           "https://-a.example/",
                           "https://a-.example/",
                           "https://a%2eexample/",
                           "https://a,example/",
                           "https://a.example\\@b/",
                           "https:/a.example/",
                           "https:a.example",
                           "//a.example/",
                           "a.example",
                           "https://a.example;b/"}) {
    INFO(text);
    CHECK_FALSE(parse_url(text));
  }
}

TEST_CASE("B16 an IPv4 address has one spelling and no name can pretend to be one") {
  CHECK(parse_url("http://192.0.2.1/")->host_kind == HostKind::ipv4);
  CHECK(parse_url("http://192.0.2.1.example/")->host_kind == HostKind::name);
  for (const char* host : {"127.1", "0x7f.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "256.0.0.1", "1.2.3.4.5", "a.1", "a.0x1",
                           "127.0.0.1.", "0x", "\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1",
                           "127\xE3\x80\x82"
                           "0.0.1",
                           "\xE2\x91\xA0.2.3.4"}) {
    INFO(host);
    CHECK_FALSE(parse_url("http://" + std::string(host) + "/"));
  }
}

TEST_CASE("B16 an IPv6 address stands in brackets and has no zone") {
  CHECK(parse_url("http://[::1]/")->host == "::1");
  CHECK(parse_url("http://[::ffff:192.0.2.1]/")->host == "::ffff:192.0.2.1");
  for (const char* host : {"[::1", "::1", "[::1%eth0]", "[::1%25eth0]", "[]", "[:::1]", "[v1.a]", "[1.2.3.4]", "[::1]a", "[::1]:"}) {
    INFO(host);
    CHECK_FALSE(parse_url("http://" + std::string(host) + "/"));
  }
}

TEST_CASE("B20 only http and https are URLs here") {
  for (const char* text :
       {"javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "file:///etc/passwd", "httpss://a.example/", " https://a.example/",
        "https ://a.example/", "java\nscript:1", "acct:a@b.example", "tag:a.example,2020:1", ""}) {
    INFO(text);
    CHECK_FALSE(parse_url(text));
    CHECK_FALSE(parse_identifier(text));
  }
}

TEST_CASE("B20 characters that readers disagree about are refused anywhere") {
  using namespace std::string_literals;
  for (const auto& text : {"https://a.example/\n"s, "https://a.example/ b"s, "https://a.example/\t"s, "https://a.example/\0b"s,
                           "https://a.example/\x7f"s, "https://a.example/\""s, "https://a.example/<b>"s, "https://a.example/\\b"s,
                           "https://a.example/\xC3"s, "https://a.example/?a\r\nb"s, "https://a\0.example/"s}) {
    CHECK_FALSE(parse_url(text));
  }
}

TEST_CASE("letters outside of ASCII in a path become what a client has to send") {
  CHECK(parse_url("https://a.example/\xE9\xA7\x85?\xC3\xA4")->target() == "/%E9%A7%85?%C3%A4");
}

TEST_CASE("item 22, 23: an id keeps its text and tells the document to fetch") {
  const auto id = parse_identifier("https://Social.example/users/a#main-key");
  REQUIRE(id);
  CHECK(id->text == "https://Social.example/users/a#main-key");
  CHECK(id->document.text() == "https://social.example/users/a");
  CHECK(id->document_text() == "https://Social.example/users/a");
  CHECK(id->fragment == "main-key");
  CHECK(parse_identifier("https://a.example/b")->fragment.empty());
  CHECK_FALSE(parse_url("https://a.example/b#c"));
  CHECK_FALSE(parse_url("https://a.example/b#"));
}

TEST_CASE("B37 URLs and hosts have a length") {
  const std::string start = "https://a.example/";
  CHECK(parse_url(start + std::string(kMaxUrlBytes - start.size(), 'a')));
  CHECK_FALSE(parse_url(start + std::string(kMaxUrlBytes - start.size() + 1, 'a')));
  CHECK(parse_host(std::string(63, 'a') + ".example"));
  CHECK_FALSE(parse_host(std::string(64, 'a') + ".example"));
  std::string host;
  while (host.size() < 254) {
    host += "abcdefg.";
  }
  CHECK_FALSE(parse_host(host + "a"));
}

TEST_CASE("an authority has its default port folded away") {
  CHECK(parse_authority("Example.COM:443", 443)->text == "example.com");
  CHECK(parse_authority("example.com:80", 443)->text == "example.com:80");
  CHECK(parse_authority("[::1]:8080", 443)->text == "[::1]:8080");
  CHECK(parse_authority("[::1]", 443)->port == 443);
  CHECK_FALSE(parse_authority("a b", 443));
}

TEST_CASE("item 14: people see unicode when it leads back to the same name") {
  CHECK(host_for_display("xn--bcher-kva.example") == "b\xC3\xBC"
                                                     "cher.example");
  CHECK(host_for_display("xn--bcher-kva.example:8080") == "b\xC3\xBC"
                                                          "cher.example:8080");
  CHECK(host_for_display("social.example") == "social.example");
  CHECK(host_for_display("xn--zzzzzzzz-----.example") == "xn--zzzzzzzz-----.example");
}
