#include "system/http/client_address.h"

#include "system/http/address_tally.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::http;

namespace {

text::Address address(std::string_view text) { return text::parse_address(text).value(); }

std::string forwarded(std::initializer_list<const char*> fields) {
  const auto proxies = TrustedProxies::parse({"127.0.0.1", "10.0.0.0/8", "::1"}).value();
  Headers headers;
  for (const char* field : fields) {
    headers.add("X-Forwarded-For", field);
  }
  const auto client = proxies.forwarded_client(headers);
  return client ? client->text() : "";
}

} // namespace

TEST_CASE("the forwarded client is the last address that no trusted proxy has") {
  CHECK(forwarded({"203.0.113.7"}) == "203.0.113.7");
  CHECK(forwarded({"198.51.100.1, 203.0.113.7"}) == "203.0.113.7");
  CHECK(forwarded({"198.51.100.1", "203.0.113.7, 10.1.2.3"}) == "203.0.113.7");
  CHECK(forwarded({"203.0.113.7:4711"}) == "203.0.113.7");
  CHECK(forwarded({"[2001:db8::1]:4711"}) == "2001:db8::1");
  CHECK(forwarded({"::ffff:203.0.113.7"}) == "203.0.113.7");
}

TEST_CASE("an unreadable forwarded header says no more than its readable end") {
  CHECK(forwarded({}).empty());
  CHECK(forwarded({""}).empty());
  CHECK(forwarded({"unknown"}).empty());
  CHECK(forwarded({"203.0.113.7, _hidden"}).empty());
  CHECK(forwarded({"unknown, 10.0.0.1"}) == "10.0.0.1");
  std::string many = "198.51.100.1";
  for (int i = 0; i < 1000; ++i) {
    many += ", 10.0.0.1";
  }
  CHECK(forwarded({many.c_str()}) == "10.0.0.1");
}

TEST_CASE("trusted proxies are addresses, ranges or unix") {
  const auto proxies = TrustedProxies::parse({"192.0.2.0/24", "unix"}).value();
  CHECK(proxies.trusts(address("192.0.2.9")));
  CHECK_FALSE(proxies.trusts(address("192.0.3.9")));
  CHECK(proxies.trusts(std::nullopt));
  CHECK_FALSE(TrustedProxies::parse({"192.0.2.1"})->trusts(std::nullopt));
  for (const char* entry : {"localhost", "192.0.2.1:80", "", "192.0.2.1/8", "all"}) {
    CHECK(TrustedProxies::parse({entry}).error().kind == ErrorKind::misconfigured);
  }
}

TEST_CASE("this machine's own addresses are local") {
  CHECK(is_local(std::nullopt));
  CHECK(is_local(address("127.3.2.1")));
  CHECK(is_local(address("::1")));
  CHECK_FALSE(is_local(address("192.0.2.1")));
  CHECK_FALSE(is_local(address("::2")));
}

TEST_CASE("an IPv4 address and its neighbourhood are limited") {
  AddressTally tally(2);
  CHECK(tally.add(address("192.0.2.1")));
  CHECK(tally.add(address("192.0.2.1")));
  CHECK_FALSE(tally.add(address("192.0.2.1")));
  for (const char* neighbour : {"192.0.2.2", "192.0.2.3", "192.0.2.4"}) {
    CHECK(tally.add(address(neighbour), 2));
  }
  CHECK_FALSE(tally.add(address("192.0.2.9"))); // the /24 holds eight
  CHECK(tally.add(address("192.0.3.1")));
  tally.remove(address("192.0.2.2"), 2);
  CHECK(tally.add(address("192.0.2.9")));
}

TEST_CASE("an IPv6 /64 counts as one subscriber") {
  AddressTally tally(2);
  CHECK(tally.add(address("2001:db8:0:1::1")));
  CHECK(tally.add(address("2001:db8:0:1:ffff::2")));
  CHECK_FALSE(tally.add(address("2001:db8:0:1::3")));
  CHECK(tally.add(address("2001:db8:0:2::1")));
}

TEST_CASE("a tally forgets addresses that hold nothing") {
  AddressTally tally(2);
  CHECK_FALSE(tally.add(address("192.0.2.1"), 3));
  CHECK(tally.groups() == 0);
  CHECK(tally.add(address("192.0.2.1"), 2));
  CHECK(tally.groups() == 2);
  tally.remove(address("192.0.2.1"), 2);
  CHECK(tally.groups() == 0);
}
