#include "system/net/address_policy.h"

#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

using namespace ekiben;
using namespace ekiben::net;

namespace {

bool dialled(const std::string& text, int port = 443, Dial dial = Dial::stranger, const AddressPolicy& policy = AddressPolicy()) {
  const auto address = parse_address(text);
  REQUIRE(address);
  return !policy.refusal(*address, port, dial).has_value();
}

} // namespace

TEST_CASE("B26 private and reserved IPv4 ranges are refused from their first to their last address") {
  const std::vector<std::pair<std::string, std::string>> ranges{
      {"0.0.0.0", "0.255.255.255"},       {"10.0.0.0", "10.255.255.255"},     {"100.64.0.0", "100.127.255.255"},
      {"127.0.0.0", "127.255.255.255"},   {"169.254.0.0", "169.254.255.255"}, {"172.16.0.0", "172.31.255.255"},
      {"192.0.0.0", "192.0.0.255"},       {"192.0.2.0", "192.0.2.255"},       {"192.31.196.0", "192.31.196.255"},
      {"192.52.193.0", "192.52.193.255"}, {"192.88.99.0", "192.88.99.255"},   {"192.168.0.0", "192.168.255.255"},
      {"192.175.48.0", "192.175.48.255"}, {"198.18.0.0", "198.19.255.255"},   {"198.51.100.0", "198.51.100.255"},
      {"203.0.113.0", "203.0.113.255"},   {"224.0.0.0", "239.255.255.255"},   {"240.0.0.0", "255.255.255.255"},
  };
  for (const auto& [first, last] : ranges) {
    INFO(first << " to " << last);
    CHECK_FALSE(dialled(first));
    CHECK_FALSE(dialled(last));
  }
  CHECK_FALSE(dialled("169.254.169.254"));
  CHECK_FALSE(dialled("127.0.0.1"));
  CHECK_FALSE(dialled("0.0.0.0"));
  CHECK_FALSE(dialled("255.255.255.255"));
}

TEST_CASE("B26 the neighbours of the reserved IPv4 ranges are public") {
  for (const auto* text : {"1.0.0.0",       "9.255.255.255",   "11.0.0.0",      "100.63.255.255", "100.128.0.0",    "126.255.255.255",
                           "128.0.0.0",     "169.253.255.255", "169.255.0.0",   "172.15.255.255", "172.32.0.0",     "191.255.255.255",
                           "192.0.1.0",     "192.0.1.255",     "192.0.3.0",     "192.31.195.255", "192.52.194.0",   "192.88.98.255",
                           "192.88.100.0",  "192.167.255.255", "192.169.0.0",   "192.175.47.255", "198.17.255.255", "198.20.0.0",
                           "198.51.99.255", "198.51.101.0",    "203.0.112.255", "203.0.114.0",    "223.255.255.255"}) {
    INFO(text);
    CHECK(dialled(text));
  }
}

TEST_CASE("B27 IPv4 addresses hidden in IPv6 ones are unwrapped and judged") {
  for (const auto* text : {
           "::ffff:127.0.0.1",
           "::ffff:10.0.0.1",
           "::ffff:169.254.169.254",
           "::ffff:0.0.0.0",
           "::ffff:7f00:1", // mapped
           "::127.0.0.1",
           "::10.1.2.3",
           "::a9fe:a9fe", // compatible
           "64:ff9b::127.0.0.1",
           "64:ff9b::10.0.0.1",
           "64:ff9b::a9fe:a9fe",
           "64:ff9b::192.168.1.1", // NAT64
           "2002:7f00:1::",
           "2002:a00:1::1",
           "2002:c0a8:101::",                      // 6to4
           "2001:0:4136:e378:8000:63bf:80ff:fffe", // Teredo of 127.0.0.1
           "2001::1",
       }) {
    INFO(text);
    CHECK_FALSE(dialled(text));
  }
  CHECK(dialled("::ffff:93.184.216.34"));
  CHECK(dialled("64:ff9b::93.184.216.34")); // how a host without IPv4 reaches the others
  CHECK(find_special_purpose(*parse_address("2001:0:4136:e378:8000:63bf:80ff:fffe")) == "the Teredo form of loopback (127.0.0.0/8)");
  CHECK(find_special_purpose(*parse_address("2002:a00:1::")) == "the 6to4 form of a private network (10.0.0.0/8)");
}

TEST_CASE("B27 the deprecated IPv6 forms of public IPv4 addresses are refused too") {
  CHECK_FALSE(dialled("::93.184.216.34"));
  CHECK_FALSE(dialled("2002:5db8:d822::1"));
  CHECK_FALSE(dialled("2001:0:4136:e378:8000:63bf:a247:27dd"));
}

TEST_CASE("B29 only global unicast IPv6 may be dialled") {
  for (const auto* text : {"::",         "::1",     "100::1",          "64:ff9b:1::1",     "1fff:ffff::1",   "4000::1",    "5f00::1",
                           "8000::1",    "c000::1", "fc00::1",         "fd12:3456::1",     "fe80::1",        "febf::1",    "fec0::1",
                           "ff02::1",    "ff0e::1", "2001:1::1",       "2001:2::1",        "2001:10::1",     "2001:20::1", "2001:1ff::1",
                           "2001:db8::", "3fff::1", "3fff:fff:ffff::", "2001:db8:ffff::1", "2620:4f:8000::1"}) {
    INFO(text);
    CHECK_FALSE(dialled(text));
  }
  for (const auto* text : {"2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1", "2606:4700::6810:84e5", "2a00:1450:4001::1",
                           "3fff:1000::1", "2620:4f:8001::1"}) {
    INFO(text);
    CHECK(dialled(text));
  }
}

TEST_CASE("B29 strangers' URLs reach ports 80 and 443 only") {
  CHECK(dialled("93.184.216.34", 80));
  CHECK(dialled("93.184.216.34", 443));
  for (const int port : {1, 22, 25, 81, 444, 3306, 6379, 8080, 8443, 65535}) {
    INFO(port);
    CHECK_FALSE(dialled("93.184.216.34", port));
    CHECK_FALSE(dialled("2606:4700::6810:84e5", port));
  }
}

TEST_CASE("B28 --allow opens the named ranges and ports and nothing else") {
  const AddressPolicy policy({*parse_cidr("127.0.0.1/32:8001"), *parse_cidr("10.0.0.0/8"), *parse_cidr("[::1]/128:8001")});
  CHECK(dialled("127.0.0.1", 8001, Dial::stranger, policy));
  CHECK(dialled("::ffff:127.0.0.1", 8001, Dial::stranger, policy));
  CHECK(dialled("::1", 8001, Dial::stranger, policy));
  CHECK(dialled("10.9.8.7", 5432, Dial::stranger, policy));
  CHECK_FALSE(dialled("127.0.0.1", 8002, Dial::stranger, policy));
  CHECK_FALSE(dialled("127.0.0.1", 80, Dial::stranger, policy));
  CHECK_FALSE(dialled("127.0.0.2", 8001, Dial::stranger, policy));
  CHECK_FALSE(dialled("192.168.0.1", 443, Dial::stranger, policy));
  CHECK_FALSE(dialled("64:ff9b::10.0.0.1", 443, Dial::stranger, policy));
  CHECK_FALSE(dialled("93.184.216.34", 8001, Dial::stranger, policy));
}

TEST_CASE("a target that the owner configured may be private, but not nowhere") {
  CHECK(dialled("192.168.1.20", 9000, Dial::configured_target));
  CHECK(dialled("127.0.0.1", 3128, Dial::configured_target));
  CHECK(dialled("fd00::5", 22, Dial::configured_target));
  for (const auto* text : {"0.0.0.0", "0.1.2.3", "224.0.0.1", "255.255.255.255", "::", "ff02::1", "::ffff:0.0.0.0", "::ffff:239.1.1.1"}) {
    INFO(text);
    CHECK_FALSE(dialled(text, 443, Dial::configured_target));
  }
}

TEST_CASE("a refusal says why") {
  CHECK(AddressPolicy().refusal(*parse_address("10.1.2.3"), 443, Dial::stranger) ==
        "10.1.2.3 is not public: a private network (10.0.0.0/8)");
  CHECK(AddressPolicy().refusal(*parse_address("93.184.216.34"), 22, Dial::stranger) == "port 22 is not a web server's (80 or 443)");
}
