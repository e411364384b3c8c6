// The configuration: every value the owner may change, typed, read once at start.
#pragma once

#include "base/result.h"
#include "pure/text/ip_address.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekiben::config {

/// What the table in keys.cpp fills; the defaults stand there too. docs/configuration.md says what each means.
struct Configuration {
  std::vector<std::string> listen;         ///< "127.0.0.1:8080", "[::1]:8080", "unix:/run/ekiben/http.sock"; checked
  std::vector<text::Cidr> trusted_proxies; ///< whose X-Forwarded-For is believed
  bool trust_unix_proxy = false;           ///< "unix" was listed in proxy.trusted
  std::vector<std::string> ca_files;       ///< PEM files, absolute paths
  std::vector<text::Endpoint> dns_servers; ///< empty: the system's
  bool log_access = false;
  std::size_t max_connections = 0;
  std::size_t max_connections_per_address = 0;
  std::size_t max_outgoing_connections = 0;
  std::chrono::seconds outgoing_timeout{0};
  std::string templates_directory; ///< absolute; empty: "templates" in the data directory

  // By flag only, never by file or environment: these open doors.
  bool development = false;
  std::vector<text::Cidr> allow;                  ///< ranges that may be dialled although they are not public
  std::map<std::string, text::Endpoint> host_map; ///< host name (lower case) → where it is dialled

  /// dns_servers as c-ares wants them, "192.0.2.1:53,[2001:db8::1]:53".
  std::string dns_servers_text() const;
};

/// A flag as typed: {"--listen", "127.0.0.1:8080"}. Flags without a value (--development) have an empty one.
using TypedFlag = std::pair<std::string, std::string>;
/// The process's environment, or a test's.
using Environment = std::map<std::string, std::string>;
/// Only variables that begin with EKIBEN_.
Environment process_environment();

/// Where values come from; later ones win: defaults, file, environment, flags.
struct Sources {
  std::string file_name; ///< for messages
  std::string file_text; ///< empty when there is no file
  Environment environment;
  std::vector<TypedFlag> flags; ///< only flags that are in the table; the command's own (--data) are not
};

/// Errors: misconfigured, one sentence with the source ("ekiben.conf line 3: ..."), and the nearest known key when one was misspelled.
/// EKIBEN_PASSWORD is known and is no key. --allow and --map without --development are refused.
Result<Configuration> read_configuration(const Sources& sources);

/// DIR/ekiben.conf is at most this long.
inline constexpr std::size_t kMaxFileBytes = 64 * 1024;

} // namespace ekiben::config
