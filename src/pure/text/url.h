// http and https URLs, read strictly: one way to say who a host is (federation B16).
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ekiben::text {

/// What a host is written as.
enum class HostKind { name, ipv4, ipv6 };

/// A longer URL is refused: peers store 2,048 to 4,096 bytes.
inline constexpr std::size_t kMaxUrlBytes = 4096;

/// A http or https URL without fragment. Only parse_url makes one that holds what it says.
struct Url {
  std::string scheme; ///< "http" or "https"
  std::string host;   ///< A-label in lower case, "192.0.2.1", or "2001:db8::1" without brackets
  HostKind host_kind = HostKind::name;
  std::uint16_t port = 0; ///< 80 or 443 when none was written
  std::string path;       ///< raw, starts with '/', never decoded, dot segments kept
  std::string query;      ///< raw, without '?'
  bool has_query = false; ///< "/a?" has one, though it is empty

  bool is_default_port() const { return port == (scheme == "https" ? 443 : 80); }
  /// "example.com", "example.com:8080", "[2001:db8::1]:8080": for Host, @authority, per-host limits.
  std::string authority() const;
  /// "https://example.com": compare origins with this alone.
  std::string origin() const;
  /// Path and query as sent in a request line.
  std::string target() const;
  /// The whole URL in its normal form: equal to what was parsed but for the case of scheme and host, IDNA, default port, an absent path.
  std::string text() const;
};

/// Refused as invalid: other schemes, user information, an empty host, a trailing dot, a host that ends in a number and is no IPv4 address,
/// a zone id, port 0 or above 65535 or empty, control characters, spaces, quotes, angle brackets, backslashes, a fragment, over
/// kMaxUrlBytes. Characters outside ASCII in path and query become percent-encoded UTF-8 (what browsers send).
Result<Url> parse_url(std::string_view text);

/// An id: a URL that may have a fragment ("https://h/u#main-key").
struct Identifier {
  std::string text;     ///< exactly as written
  Url document;         ///< what can be fetched: without the fragment
  std::string fragment; ///< raw, without '#'; empty when there is none
  /// `text` up to '#', exactly as written.
  std::string_view document_text() const { return std::string_view(text).substr(0, text.find('#')); }
};
Result<Identifier> parse_identifier(std::string_view text);

/// "https://example.com" of a URL or id, or empty when it is none.
std::string origin_of(std::string_view url);
/// "example.com" or "example.com:8080" of a URL or id, or empty when it is none.
std::string authority_of(std::string_view url);
/// True when both are URLs (or ids) of one origin.
bool same_origin(std::string_view a, std::string_view b);

/// A host as it stands in a URL or handle ("Bücher.example", "[::1]"), in its comparable form: see Url::host.
struct Host {
  std::string name;
  HostKind kind = HostKind::name;
};
Result<Host> parse_host(std::string_view text);

/// host[:port] with `default_port` folded away, in comparable form; for handle domains and the Host header.
struct Authority {
  Host host;
  std::uint16_t port = 0; ///< `default_port` when none was written
  std::string text;       ///< comparable: lower case, A-labels, without the default port
};
Result<Authority> parse_authority(std::string_view text, std::uint16_t default_port);

/// A-labels shown as people write them (item 14); the same text when it cannot be decoded. A port may follow.
std::string host_for_display(std::string_view host);

} // namespace ekiben::text
