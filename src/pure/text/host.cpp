// Hosts and authorities: the one place where names become comparable (federation B16).
#include "pure/text/ascii.h"
#include "pure/text/url.h"
#include "pure/text/utf8.h"

#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <idn2.h>
#include <memory>

namespace ekiben::text {
namespace {

constexpr std::size_t kMaxHostBytes = 253; // RFC 1035 section 2.3.4, as text without the root's dot
constexpr std::size_t kMaxLabelBytes = 63;

using Malloced = std::unique_ptr<char, decltype(&std::free)>;

auto bad_host() { return fail(ErrorKind::invalid, "this is no host name"); }

// WHATWG URL, "ends-in-a-number checker": resolvers read such names as addresses ("127.1", "0x7f000001", "2130706433").
bool ends_in_a_number(std::string_view host) {
  const auto last = host.substr(host.rfind('.') == std::string_view::npos ? 0 : host.rfind('.') + 1);
  if (istarts_with(last, "0x")) {
    return last.substr(2).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  }
  return last.find_first_not_of("0123456789") == std::string_view::npos;
}

// Letters, digits, hyphens; underscores too, which DNS carries and some servers' names have.
bool is_dns_name(std::string_view host) {
  if (host.empty() || host.size() > kMaxHostBytes) {
    return false;
  }
  for (const auto label : split(host, '.')) {
    if (label.empty() || label.size() > kMaxLabelBytes || label.front() == '-' || label.back() == '-') {
      return false;
    }
    for (const char c : label) {
      if (!is_alphanumeric(c) && c != '-' && c != '_') {
        return false;
      }
    }
  }
  return true;
}

// RFC 3986 dec-octet four times: inet_pton of glibc refuses leading zeros and short forms.
bool is_ipv4(const std::string& host) {
  in_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1;
}

Result<Host> parse_ipv6(std::string_view text) {
  in6_addr address{};
  std::array<char, INET6_ADDRSTRLEN> normal{};
  if (text.size() > 45 || text.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos ||
      inet_pton(AF_INET6, std::string(text).c_str(), &address) != 1 ||
      inet_ntop(AF_INET6, &address, normal.data(), normal.size()) == nullptr) {
    return bad_host();
  }
  return Host{normal.data(), HostKind::ipv6};
}

// UTS 46, non-transitional, as browsers do; the result is checked like any written name.
Result<std::string> to_a_labels(std::string_view text) {
  if (text.size() > kMaxHostBytes * 4 || !is_utf8(text) || text.find('\0') != std::string_view::npos) {
    return bad_host();
  }
  const std::string input(text);
  char* raw = nullptr;
  const int outcome = idn2_to_ascii_8z(input.c_str(), &raw, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
  const Malloced owned(raw, &std::free);
  if (outcome != IDN2_OK || raw == nullptr) {
    return bad_host();
  }
  return lower(raw);
}

} // namespace

Result<Host> parse_host(std::string_view text) {
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']') {
    return parse_ipv6(text.substr(1, text.size() - 2));
  }
  std::string name;
  const bool written_in_ascii = is_ascii(text);
  if (written_in_ascii) {
    name = lower(text);
  } else {
    EKIBEN_TRY(name, to_a_labels(text));
  }
  if (!is_dns_name(name)) {
    return bad_host();
  }
  if (ends_in_a_number(name)) {
    // Full-width digits must not become an address behind the reader's back.
    if (!written_in_ascii || !is_ipv4(name)) {
      return bad_host();
    }
    return Host{std::move(name), HostKind::ipv4};
  }
  return Host{std::move(name), HostKind::name};
}

Result<Authority> parse_authority(std::string_view text, std::uint16_t default_port) {
  auto host_text = text;
  Authority out;
  out.port = default_port;
  const auto colon = text.rfind(':');
  if (colon != std::string_view::npos && text.find(']', colon) == std::string_view::npos) {
    host_text = text.substr(0, colon);
    const auto digits = text.substr(colon + 1);
    if (digits.empty() || digits.size() > 5 || digits.front() == '0' || digits.find_first_not_of("0123456789") != std::string_view::npos) {
      return fail(ErrorKind::invalid, "this is no port");
    }
    unsigned port = 0;
    for (const char c : digits) {
      port = port * 10 + static_cast<unsigned>(c - '0');
    }
    if (port > 65535) {
      return fail(ErrorKind::invalid, "this is no port");
    }
    out.port = static_cast<std::uint16_t>(port);
  }
  EKIBEN_TRY(out.host, parse_host(host_text));
  out.text = out.host.kind == HostKind::ipv6 ? "[" + out.host.name + "]" : out.host.name;
  if (out.port != default_port) {
    out.text += ":" + std::to_string(out.port);
  }
  return out;
}

std::string host_for_display(std::string_view host) {
  if (host.find("xn--") == std::string_view::npos || host.size() > kMaxHostBytes + 6) {
    return std::string(host);
  }
  const auto colon = host.find(':');
  const std::string name(host.substr(0, colon));
  char* raw = nullptr;
  const int outcome = idn2_to_unicode_8z8z(name.c_str(), &raw, 0);
  const Malloced owned(raw, &std::free);
  // Shown only when it leads back to the same name: no label may pretend to be another.
  if (outcome != IDN2_OK || raw == nullptr) {
    return std::string(host);
  }
  const auto back = parse_host(raw);
  if (!back || back->name != name) {
    return std::string(host);
  }
  return colon == std::string_view::npos ? std::string(raw) : std::string(raw).append(host.substr(colon));
}

} // namespace ekiben::text
