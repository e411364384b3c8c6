#include "pure/text/ip_address.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::text;

TEST_CASE("an address has one spelling of each number") {
  for (const auto* good : {"0.0.0.0", "1.2.3.4", "255.255.255.255", "127.0.0.1"}) {
    INFO(good);
    REQUIRE(parse_address(good));
    CHECK(parse_address(good)->text() == good);
  }
  for (const auto* bad : {"",          "1",         "1.2",       "1.2.3",    "1.2.3.4.",   ".1.2.3.4",  "1..2.3",
                          "1.2.3.4.5", "256.1.1.1", "01.2.3.4",  "1.2.3.04", "0x7f.0.0.1", "1.2.3.-4",  "1.2.3.+4",
                          " 1.2.3.4",  "1.2.3.4 ",  "1.2.3.4\n", "127.1",    "2130706433", "1e1.2.3.4", "1.2.3.99999"}) {
    INFO(bad);
    CHECK_FALSE(parse_address(bad));
  }
}

TEST_CASE("IPv6 addresses are read as RFC 4291 writes them and written as RFC 5952 does") {
  const std::pair<const char*, const char*> pairs[] = {
      {"::", "::"},
      {"::1", "::1"},
      {"1::", "1::"},
      {"2001:DB8::1", "2001:db8::1"},
      {"2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"},
      {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
      {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
      {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
      {"::ffff:192.0.2.1", "::ffff:192.0.2.1"},
      {"::ffff:c000:201", "::ffff:192.0.2.1"},
      {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
      {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
      {"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"},
      {"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"},
  };
  for (const auto& [typed, written] : pairs) {
    INFO(typed);
    REQUIRE(parse_address(typed));
    CHECK(parse_address(typed)->text() == written);
    CHECK(parse_address(written) == parse_address(typed));
  }
  for (const auto* bad : {":",
                          ":::",
                          "1",
                          "1:2:3:4:5:6:7",
                          "1:2:3:4:5:6:7:8:9",
                          "1::2::3",
                          "12345::",
                          "g::",
                          "::1%eth0",
                          "[::1]",
                          "1:2:3:4:5:6:7:8::",
                          "::1.2.3",
                          "::1.2.3.4.5",
                          "1.2.3.4::",
                          "::1.2.3.4:5",
                          "1:",
                          ":1",
                          "::1:",
                          "1:2:3:4:5:6:7:1.2.3.4",
                          "::01.2.3.4",
                          "::-1",
                          "::+1"}) {
    INFO(bad);
    CHECK_FALSE(parse_address(bad));
  }
}

TEST_CASE("a mapped address is what it hides, others stay as they are") {
  CHECK(parse_address("::ffff:192.0.2.1")->unmapped() == parse_address("192.0.2.1"));
  CHECK(parse_address("::192.0.2.1")->unmapped() == parse_address("::192.0.2.1"));
  CHECK(parse_address("192.0.2.1")->unmapped() == parse_address("192.0.2.1"));
}

TEST_CASE("an endpoint is an address and a port") {
  CHECK(parse_endpoint("127.0.0.1:8080")->text() == "127.0.0.1:8080");
  CHECK(parse_endpoint("[2001:db8::1]:443")->text() == "[2001:db8::1]:443");
  CHECK(parse_endpoint("127.0.0.1:0", 0)->port == 0);
  for (const auto* bad : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:08", "::1:80", "[::1]", "[::1]80",
                          "[127.0.0.1]:80", "localhost:80", "127.0.0.1:80x", "127.0.0.1:-1", "[]:80"}) {
    INFO(bad);
    CHECK(parse_endpoint(bad).error().kind == ErrorKind::invalid);
  }
}

TEST_CASE("a range is an address, a prefix and perhaps a port") {
  const auto text_of = [](std::string_view typed) { return parse_cidr(typed)->text(); };
  CHECK(text_of("127.0.0.0/8") == "127.0.0.0/8");
  CHECK(text_of("127.0.0.1") == "127.0.0.1/32");
  CHECK(text_of("127.0.0.1:8001") == "127.0.0.1/32:8001");
  CHECK(text_of("127.0.0.1/32:8001") == "127.0.0.1/32:8001");
  CHECK(text_of("::1") == "::1/128");
  CHECK(text_of("[::1]/128:8001") == "[::1]/128:8001");
  CHECK(text_of("[::1]:8001") == "[::1]/128:8001");
  CHECK(text_of("fc00::/7") == "fc00::/7");
  CHECK(text_of("0.0.0.0/0") == "0.0.0.0/0");
  for (const auto* bad :
       {"", "/8", "127.0.0.0/", "127.0.0.0/33", "127.0.0.0/08", "127.0.0.0/8:", "127.0.0.0/8:0", "127.0.0.0/8:65536", "127.0.0.1/8",
        "::1/0", "::1/129", "::1/128:80", "[::1", "[::1]x", "[127.0.0.1]/8", "example.com/8", "10.0.0.0/8/8", "10/8"}) {
    INFO(bad);
    CHECK(parse_cidr(bad).error().kind == ErrorKind::invalid);
  }
}

TEST_CASE("a range holds its first and last address and not their neighbours") {
  const auto holds = [](std::string_view range, std::string_view address) { return parse_cidr(range)->contains(*parse_address(address)); };
  CHECK(holds("172.16.0.0/12", "172.16.0.0"));
  CHECK(holds("172.16.0.0/12", "172.31.255.255"));
  CHECK_FALSE(holds("172.16.0.0/12", "172.32.0.0"));
  CHECK_FALSE(holds("172.16.0.0/12", "172.15.255.255"));
  CHECK(holds("192.0.2.1/32", "192.0.2.1"));
  CHECK_FALSE(holds("192.0.2.1/32", "192.0.2.2"));
  CHECK(holds("0.0.0.0/0", "255.1.2.3"));
  CHECK_FALSE(holds("0.0.0.0/0", "::1"));
  CHECK(holds("fc00::/7", "fdff::1"));
  CHECK_FALSE(holds("fc00::/7", "fe00::1"));
  CHECK_FALSE(holds("::ffff:0:0/96", "127.0.0.1"));
}
