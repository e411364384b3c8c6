#include "system/config/configuration.h"
#include "system/config/keys.h"

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

using namespace ekiben;
using namespace ekiben::config;

namespace {

Result<Configuration> from_file(const std::string& text) { return read_configuration({"ekiben.conf", text, {}, {}}); }
Result<Configuration> from_environment(Environment environment) {
  return read_configuration({"ekiben.conf", "", std::move(environment), {}});
}
Result<Configuration> from_flags(std::vector<TypedFlag> flags) { return read_configuration({"ekiben.conf", "", {}, std::move(flags)}); }

std::string complaint(const Result<Configuration>& result) {
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::misconfigured);
  return result.error().message;
}

} // namespace

TEST_CASE("without any source the defaults hold") {
  const auto configuration = read_configuration({});
  REQUIRE(configuration);
  CHECK(configuration->listen == std::vector<std::string>{"127.0.0.1:8080"});
  CHECK(configuration->trusted_proxies.empty());
  CHECK(configuration->dns_servers.empty());
  CHECK_FALSE(configuration->log_access);
  CHECK_FALSE(configuration->development);
  CHECK(configuration->max_connections == 4096);
  CHECK(configuration->max_connections_per_address == 64);
  CHECK(configuration->max_outgoing_connections == 512);
  CHECK(configuration->outgoing_timeout == std::chrono::seconds(30));
}

TEST_CASE("every default of the table can be read") {
  for (const Key& key : keys()) {
    INFO(key.name);
    Configuration configuration;
    if (!key.default_text.empty()) {
      CHECK(key.read(configuration, key.default_text));
    }
    CHECK((key.shape == Shape::list) == (key.clear != nullptr));
    CHECK((key.reach == Reach::flags_only) == key.environment.empty());
  }
}

TEST_CASE("a file of keys, values and comments is read") {
  const auto configuration = from_file("\xEF\xBB\xBF# my server\r\n"
                                       "listen = 0.0.0.0:80, [::]:80\n"
                                       "\n"
                                       "   proxy.trusted=127.0.0.0/8,unix   # nginx\n"
                                       "tls.ca_file = /etc/a.pem\n"
                                       "tls.ca_file = /etc/b#1.pem\n"
                                       "dns.servers = 192.0.2.53, [2001:db8::53]:5353\n"
                                       "log.access = yes\n"
                                       "limits.outgoing_timeout = 2m");
  REQUIRE(configuration);
  CHECK(configuration->listen == std::vector<std::string>{"0.0.0.0:80", "[::]:80"});
  REQUIRE(configuration->trusted_proxies.size() == 1);
  CHECK(configuration->trusted_proxies[0].text() == "127.0.0.0/8");
  CHECK(configuration->trust_unix_proxy);
  CHECK(configuration->ca_files == std::vector<std::string>{"/etc/a.pem", "/etc/b#1.pem"});
  CHECK(configuration->dns_servers_text() == "192.0.2.53:53,[2001:db8::53]:5353");
  CHECK(configuration->log_access);
  CHECK(configuration->outgoing_timeout == std::chrono::minutes(2));
}

TEST_CASE("the environment goes before the file and flags before both, and a list is replaced as a whole") {
  Sources sources;
  sources.file_text = "listen = 127.0.0.1:1, 127.0.0.1:2\nlimits.connections = 100\nlog.access = yes\n";
  sources.environment = {
      {"EKIBEN_LISTEN", "127.0.0.1:3"}, {"EKIBEN_LIMITS_CONNECTIONS", "200"}, {"EKIBEN_PASSWORD", "secret"}, {"PATH", "/bin"}};
  sources.flags = {{"--limits-connections", "300"}, {"--log-access", "no"}};
  const auto configuration = read_configuration(sources);
  REQUIRE(configuration);
  CHECK(configuration->listen == std::vector<std::string>{"127.0.0.1:3"});
  CHECK(configuration->max_connections == 300);
  CHECK_FALSE(configuration->log_access);
}

TEST_CASE("unknown keys are refused with the nearest known one") {
  CHECK(complaint(from_file("\nlisen = 127.0.0.1:80")) ==
        "ekiben.conf line 2: \"lisen\" is no configuration key; did you mean \"listen\"?");
  CHECK(complaint(from_file("colour = red")) == "ekiben.conf line 1: \"colour\" is no configuration key");
  CHECK(complaint(from_environment({{"EKIBEN_LISTN", "x"}})) ==
        "environment: \"EKIBEN_LISTN\" is no configuration key; did you mean \"EKIBEN_LISTEN\"?");
  CHECK(complaint(from_flags({{"--dns-server", "x"}})) ==
        "command line: \"--dns-server\" is no configuration key; did you mean \"--dns-servers\"?");
}

TEST_CASE("a wrong value is refused with its place and what was expected") {
  CHECK(complaint(from_file("# x\nlisten = localhost:80")) ==
        "ekiben.conf line 2: listen: \"localhost:80\" is neither ADDRESS:PORT, like 127.0.0.1:8080 or [::1]:8080, nor unix:/PATH");
  CHECK(complaint(from_environment({{"EKIBEN_LOG_ACCESS", "maybe"}})) ==
        "environment variable EKIBEN_LOG_ACCESS: log.access: \"maybe\" is neither yes nor no");
  CHECK(complaint(from_flags({{"--limits-connections", "1"}})) ==
        "flag --limits-connections: limits.connections: \"1\" is no number from 16 to 60000");
  for (const auto* line : {"listen",
                           "listen =",
                           "listen = ,",
                           "listen = 127.0.0.1:80,",
                           "listen = unix:relative",
                           "= 5",
                           "nonsense",
                           "tls.ca_file = relative.pem",
                           "proxy.trusted = 10.0.0.1/8",
                           "proxy.trusted = 10.0.0.1:80",
                           "proxy.trusted = proxy.example",
                           "dns.servers = dns.example",
                           "log.access = 1",
                           "limits.connections = -5",
                           "limits.connections = 99999999999999999999999",
                           "limits.outgoing_timeout = 30",
                           "limits.outgoing_timeout = 0s",
                           "limits.outgoing_timeout = 100h",
                           "limits.outgoing_timeout = 18446744073709551615h",
                           "listen = \x01"}) {
    INFO(line);
    CHECK_FALSE(complaint(from_file(line)).empty());
  }
  CHECK_FALSE(complaint(from_file("listen = unix:/" + std::string(200, 'x'))).empty());
  std::string many = "listen = 127.0.0.1:1";
  for (int i = 0; i < 100; ++i) {
    many += ",127.0.0.1:1";
  }
  CHECK_FALSE(complaint(from_file(many)).empty());
  CHECK_FALSE(complaint(from_file(std::string(kMaxFileBytes + 1, '#'))).empty());
}

TEST_CASE("a single value given twice in one source is refused") {
  CHECK(complaint(from_file("log.access = yes\nlog.access = no")) ==
        "ekiben.conf line 2: log.access was already given (ekiben.conf line 1)");
}

TEST_CASE("what opens a door is given by flag only") {
  for (const auto* line : {"development = yes", "allow = 127.0.0.0/8", "map = a.example=127.0.0.1:80"}) {
    CHECK(complaint(from_file(line)).find("flag") != std::string::npos);
  }
  CHECK_FALSE(complaint(from_environment({{"EKIBEN_DEVELOPMENT", "yes"}})).empty());
  CHECK_FALSE(complaint(from_flags({{"--allow", "127.0.0.0/8"}})).empty());
  CHECK_FALSE(complaint(from_flags({{"--map", "a.example=127.0.0.1:80"}})).empty());
  const auto open =
      from_flags({{"--development", ""}, {"--allow", "127.0.0.1/32:8001"}, {"--allow", "::1"}, {"--map", "A.Example=127.0.0.1:8001"}});
  REQUIRE(open);
  CHECK(open->development);
  CHECK(open->allow.size() == 2);
  CHECK(open->host_map.at("a.example").text() == "127.0.0.1:8001");
  CHECK_FALSE(complaint(from_flags({{"--development", ""}, {"--map", "a.example:127.0.0.1"}})).empty());
  CHECK_FALSE(complaint(from_flags({{"--development", ""}, {"--map", "1.2.3.4=127.0.0.1:80"}})).empty());
}

TEST_CASE("the process's own environment is looked at for our names alone") {
  ::setenv("EKIBEN_LISTEN", "127.0.0.1:7", 1);
  ::setenv("OTHER_LISTEN", "x", 1);
  const Environment environment = process_environment();
  ::unsetenv("EKIBEN_LISTEN");
  CHECK(environment.at("EKIBEN_LISTEN") == "127.0.0.1:7");
  CHECK_FALSE(environment.contains("OTHER_LISTEN"));
}

TEST_CASE("docs/configuration.md describes exactly the keys that there are") {
  std::ifstream file(CONFIGURATION_DOCUMENT);
  REQUIRE(file);
  std::stringstream text;
  text << file.rdbuf();
  std::set<std::string> rows;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("| `")) {
      rows.insert(line);
    }
  }
  std::set<std::string> expected;
  for (const Key& key : keys()) {
    const auto code = [](std::string_view word) { return word.empty() ? std::string("–") : "`" + std::string(word) + "`"; };
    std::string value(key.value_name);
    for (auto at = value.find('|'); at != std::string::npos; at = value.find('|', at + 2)) {
      value.replace(at, 1, "\\|");
    }
    const std::string flag = std::string(key.flag) + (value.empty() ? "" : " " + value);
    expected.insert("| " + (key.reach == Reach::flags_only ? "`" + std::string(key.name) + "` (flag only)" : code(key.name)) + " | " +
                    code(key.environment) + " | `" + flag + "` | " + code(key.default_text) + " | " + std::string(key.help) + " |");
  }
  CHECK(rows == expected);
}
