#include "system/net/resolver.h"

#include "system/net/dns_server.h"
#include "system/net/loop_thread.h"

#include <catch_amalgamated.hpp>
#include <set>

using namespace ekiben;
using namespace ekiben::net;
using namespace std::chrono_literals;
using test::DnsAnswer;
using test::DnsServer;
using text::parse_address;

namespace {

class Names {
public:
  explicit Names(const std::string& servers) : resolver_(*Resolver::create(thread_.loop, servers)) {}
  ~Names() {
    thread_.stop();
    resolver_.reset();
  }
  std::future<Result<std::vector<text::Address>>> start(const std::string& name) {
    auto promise = std::make_shared<std::promise<Result<std::vector<text::Address>>>>();
    thread_.loop.post([this, name, promise] {
      resolver_->resolve(name, [promise](Result<std::vector<text::Address>> found) { promise->set_value(std::move(found)); });
    });
    return promise->get_future();
  }
  std::set<std::string> find(const std::string& name) {
    std::set<std::string> texts;
    if (const auto found = start(name).get()) {
      for (const auto& address : *found) {
        texts.insert(address.text());
      }
    }
    return texts;
  }

private:
  test::LoopThread thread_;
  std::unique_ptr<Resolver> resolver_;
};

DnsAnswer both(unsigned ttl = 60) {
  DnsAnswer answer;
  answer.ttl = ttl;
  answer.addresses = {*parse_address("192.0.2.7"), *parse_address("2001:db8::7")};
  return answer;
}

} // namespace

TEST_CASE("a name has addresses of both families") {
  DnsServer dns([](const std::string&, bool, int) { return both(); });
  Names names(dns.address());
  CHECK(names.find("a.example") == std::set<std::string>{"192.0.2.7", "2001:db8::7"});
}

TEST_CASE("an answer is kept for its time, and asked for once by many") {
  DnsServer dns([](const std::string&, bool, int) { return both(); });
  Names names(dns.address());
  std::vector<std::future<Result<std::vector<text::Address>>>> waiting;
  for (int i = 0; i < 20; ++i) {
    waiting.push_back(names.start("a.example"));
  }
  for (auto& each : waiting) {
    CHECK(each.get()->size() == 2);
  }
  CHECK(names.find("a.example").size() == 2);
  CHECK(dns.questions() == 2);
}

TEST_CASE("an answer without a time to live is kept a second and asked for again") {
  DnsServer dns([](const std::string&, bool, int) { return both(0); });
  Names names(dns.address());
  CHECK(names.find("a.example").size() == 2);
  CHECK(names.find("a.example").size() == 2);
  CHECK(dns.questions() == 2);
  std::this_thread::sleep_for(1100ms);
  CHECK(names.find("a.example").size() == 2);
  CHECK(dns.questions() == 4);
}

TEST_CASE("one family that fails does not lose the other") {
  DnsServer dns([](const std::string&, bool v6, int) {
    DnsAnswer answer = both();
    answer.code = v6 ? 2 : 0;
    answer.addresses.resize(v6 ? 0 : 2);
    return answer;
  });
  Names names(dns.address());
  CHECK(names.find("half.example") == std::set<std::string>{"192.0.2.7"});
}

TEST_CASE("a name that does not exist and a server that fails are told apart") {
  DnsServer dns([](const std::string& name, bool, int) { return DnsAnswer{name == "none.example" ? 3 : 2, {}, {}}; });
  Names names(dns.address());
  const auto none = names.start("none.example").get();
  REQUIRE_FALSE(none);
  CHECK(none.error().message == "there is no host named none.example");
  const auto failed = names.start("failed.example").get();
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message.starts_with("the name servers did not answer for failed.example"));
}

TEST_CASE("an alias is followed and its addresses are those of the name") {
  DnsServer dns([](const std::string&, bool, int) {
    DnsAnswer answer = both();
    answer.alias = "real.example";
    return answer;
  });
  Names names(dns.address());
  CHECK(names.find("alias.example").size() == 2);
}

TEST_CASE("garbage from a name server is no address") {
  DnsServer dns([](const std::string&, bool, int) {
    DnsAnswer answer;
    answer.garbage = true;
    return answer;
  });
  Names names(dns.address());
  CHECK(names.find("garbage.example").empty());
}

TEST_CASE("many addresses are cut to sixteen") {
  DnsServer dns([](const std::string&, bool, int) {
    DnsAnswer answer;
    for (unsigned char i = 1; i <= 25; ++i) {
      answer.addresses.push_back(text::make_ipv4(192, 0, 2, i));
    }
    return answer;
  });
  Names names(dns.address());
  CHECK(names.start("many.example").get()->size() <= Resolver::kMaxAddresses);
}

TEST_CASE("a resolver that is destroyed with open questions calls nobody") {
  DnsServer dns([](const std::string&, bool, int) {
    DnsAnswer answer;
    answer.silent = true;
    return answer;
  });
  std::future<Result<std::vector<text::Address>>> open;
  {
    Names names(dns.address());
    open = names.start("silent.example");
    std::this_thread::sleep_for(50ms);
  }
  CHECK_THROWS_AS(open.get(), std::future_error); // the promise was dropped
}

TEST_CASE("nonsense as a name server is refused") {
  test::LoopThread thread;
  CHECK(Resolver::create(thread.loop, "not an address").error().kind == ErrorKind::misconfigured);
}
