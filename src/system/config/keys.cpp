#include "system/config/keys.h"

#include "pure/text/ascii.h"
#include "pure/text/url.h"
#include "system/config/values.h"

#include <array>

namespace ekiben::config {
namespace {

constexpr std::uint16_t kDnsPort = 53;

Result<void> read_listen(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(auto address, read_listen_address(value));
  configuration.listen.push_back(std::move(address));
  return {};
}

Result<void> read_trusted_proxy(Configuration& configuration, std::string_view value) {
  if (value == "unix") {
    configuration.trust_unix_proxy = true;
    return {};
  }
  const auto range = text::parse_cidr(value);
  if (!range || range->port) {
    return fail(ErrorKind::invalid, range ? "\"" + std::string(value) + "\" has a port; a proxy connects from any" : range.error().message);
  }
  configuration.trusted_proxies.push_back(*range);
  return {};
}

Result<void> read_ca_file(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(auto path, read_path(value));
  configuration.ca_files.push_back(std::move(path));
  return {};
}

Result<void> read_dns_server(Configuration& configuration, std::string_view value) {
  if (const auto address = text::parse_address(value)) {
    configuration.dns_servers.push_back({*address, kDnsPort});
    return {};
  }
  const auto endpoint = text::parse_endpoint(value);
  if (!endpoint) {
    return fail(ErrorKind::invalid, "\"" + std::string(value) + "\" is no address like 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53");
  }
  configuration.dns_servers.push_back(*endpoint);
  return {};
}

Result<void> read_log_access(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(configuration.log_access, read_yes_no(value));
  return {};
}

Result<void> read_connections(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(configuration.max_connections, read_number(value, 16, 60'000));
  return {};
}

Result<void> read_connections_per_address(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(configuration.max_connections_per_address, read_number(value, 1, 60'000));
  return {};
}

Result<void> read_outgoing_connections(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(configuration.max_outgoing_connections, read_number(value, 1, 10'000));
  return {};
}

Result<void> read_outgoing_timeout(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(configuration.outgoing_timeout, read_duration(value, std::chrono::seconds(1), std::chrono::minutes(10)));
  return {};
}

Result<void> read_templates_directory(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(configuration.templates_directory, read_path(value));
  return {};
}

Result<void> read_development(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(configuration.development, read_yes_no(value));
  return {};
}

Result<void> read_allow(Configuration& configuration, std::string_view value) {
  EKIBEN_TRY(auto range, text::parse_cidr(value));
  configuration.allow.push_back(range);
  return {};
}

Result<void> read_map(Configuration& configuration, std::string_view value) {
  const auto [name, target, has_target] = text::cut(value, '=');
  const auto host = text::parse_host(name);
  const auto endpoint = text::parse_endpoint(target);
  if (!has_target || !host || host->kind != text::HostKind::name || !endpoint) {
    return fail(ErrorKind::invalid, "\"" + std::string(value) + "\" is not HOST=ADDRESS:PORT, like example.test=127.0.0.1:8001");
  }
  configuration.host_map.insert_or_assign(host->name, *endpoint);
  return {};
}

// clang-format off
constexpr std::array kKeys{
    Key{"listen", "EKIBEN_LISTEN", "--listen", "ADDRESS:PORT|unix:PATH", Shape::list, Reach::anywhere, "127.0.0.1:8080",
        "where the server listens; several are possible", read_listen,
        [](Configuration& c) { c.listen.clear(); }},
    Key{"proxy.trusted", "EKIBEN_PROXY_TRUSTED", "--proxy-trusted", "CIDR|unix", Shape::list, Reach::anywhere, "",
        "reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; unix means whoever connects to the unix socket", read_trusted_proxy,
        [](Configuration& c) { c.trusted_proxies.clear(); c.trust_unix_proxy = false; }},
    Key{"tls.ca_file", "EKIBEN_TLS_CA_FILE", "--tls-ca-file", "PATH", Shape::list, Reach::anywhere, "",
        "PEM files of certificate authorities that are trusted besides the usual ones", read_ca_file,
        [](Configuration& c) { c.ca_files.clear(); }},
    Key{"dns.servers", "EKIBEN_DNS_SERVERS", "--dns-servers", "ADDRESS[:PORT]", Shape::list, Reach::anywhere, "",
        "name servers to ask instead of those in /etc/resolv.conf", read_dns_server,
        [](Configuration& c) { c.dns_servers.clear(); }},
    Key{"log.access", "EKIBEN_LOG_ACCESS", "--log-access", "", Shape::single, Reach::anywhere, "no",
        "one line in the log for each request, without query strings", read_log_access, nullptr},
    Key{"limits.connections", "EKIBEN_LIMITS_CONNECTIONS", "--limits-connections", "NUMBER", Shape::single, Reach::anywhere, "4096",
        "connections that are open at once, in all", read_connections, nullptr},
    Key{"limits.connections_per_address", "EKIBEN_LIMITS_CONNECTIONS_PER_ADDRESS", "--limits-connections-per-address", "NUMBER", Shape::single,
        Reach::anywhere, "64", "connections that are open at once from one neighbourhood (IPv4 /24, IPv6 /64)", read_connections_per_address, nullptr},
    Key{"limits.outgoing_connections", "EKIBEN_LIMITS_OUTGOING_CONNECTIONS", "--limits-outgoing-connections", "NUMBER", Shape::single,
        Reach::anywhere, "512", "connections to other servers at once", read_outgoing_connections, nullptr},
    Key{"limits.outgoing_timeout", "EKIBEN_LIMITS_OUTGOING_TIMEOUT", "--limits-outgoing-timeout", "DURATION", Shape::single, Reach::anywhere, "30s",
        "how long another server may take for one whole answer", read_outgoing_timeout, nullptr},
    Key{"templates.directory", "EKIBEN_TEMPLATES_DIRECTORY", "--templates-directory", "PATH", Shape::single, Reach::anywhere, "",
        "where your own templates lie, instead of the directory templates in the data directory", read_templates_directory, nullptr},
    Key{"development", "", "--development", "", Shape::single, Reach::flags_only, "no",
        "for tests on one machine: http without TLS is spoken with other servers", read_development, nullptr},
    Key{"allow", "", "--allow", "CIDR[:PORT]", Shape::list, Reach::flags_only, "",
        "with --development: a loopback or private range that may be dialled", read_allow,
        [](Configuration& c) { c.allow.clear(); }},
    Key{"map", "", "--map", "HOST=ADDRESS:PORT", Shape::list, Reach::flags_only, "",
        "with --development: where a host name is dialled instead of asking DNS", read_map,
        [](Configuration& c) { c.host_map.clear(); }},
};
// clang-format on

} // namespace

std::span<const Key> keys() { return kKeys; }

} // namespace ekiben::config
