#include "pure/text/ip_address.h"

#include "pure/text/ascii.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace ekiben::text {
namespace {

/// Decimal, no sign, no leading zero, at most `highest`.
std::optional<unsigned> parse_decimal(std::string_view text, unsigned highest) {
  if (text.empty() || text.size() > 5 || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) {
      return std::nullopt;
    }
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= highest ? std::optional(value) : std::nullopt;
}

bool parse_ipv4_into(std::string_view text, std::uint8_t* out) {
  for (int i = 0; i < 4; ++i) {
    const auto dot = text.find('.');
    if ((i < 3) != (dot != std::string_view::npos)) {
      return false;
    }
    const auto part = parse_decimal(text.substr(0, dot), 255);
    if (!part) {
      return false;
    }
    out[i] = static_cast<std::uint8_t>(*part);
    text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
  }
  return true;
}

std::optional<unsigned> parse_group(std::string_view text) {
  unsigned value = 0;
  if (text.empty() || text.size() > 4) {
    return std::nullopt;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Groups between single colons, perhaps with a dotted tail: appended to `out`. Empty text is no group. False when malformed.
bool parse_groups(std::string_view text, bool tail, std::array<std::uint8_t, 16>& out, std::size_t& size) {
  while (!text.empty()) {
    const auto colon = text.find(':');
    const std::string_view piece = text.substr(0, colon);
    const bool last = colon == std::string_view::npos;
    if (last && tail && piece.find('.') != std::string_view::npos) {
      if (size + 4 > out.size() || !parse_ipv4_into(piece, out.data() + size)) {
        return false;
      }
      size += 4;
      return true;
    }
    const auto group = parse_group(piece);
    if (!group || size + 2 > out.size()) {
      return false;
    }
    out[size++] = static_cast<std::uint8_t>(*group >> 8);
    out[size++] = static_cast<std::uint8_t>(*group & 0xFF);
    if (last) {
      return true;
    }
    text.remove_prefix(colon + 1);
    if (text.empty()) {
      return false; // a single colon at the end
    }
  }
  return true;
}

std::optional<Address> parse_ipv6(std::string_view text) {
  Address address;
  address.v6 = true;
  const auto gap = text.find("::");
  std::array<std::uint8_t, 16> head{};
  std::size_t head_size = 0;
  if (gap == std::string_view::npos) {
    if (!parse_groups(text, true, address.bytes, head_size) || head_size != 16) {
      return std::nullopt;
    }
    return address;
  }
  std::array<std::uint8_t, 16> rest{};
  std::size_t rest_size = 0;
  // A second "::" leaves an empty group, which parse_groups refuses; "::" stands for at least one group (RFC 5952 section 4.2.2 asks for
  // two, RFC 4291 allows one).
  if (!parse_groups(text.substr(0, gap), false, head, head_size) || !parse_groups(text.substr(gap + 2), true, rest, rest_size) ||
      head_size + rest_size > 14) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < head_size; ++i) {
    address.bytes[i] = head[i];
  }
  for (std::size_t i = 0; i < rest_size; ++i) {
    address.bytes[16 - rest_size + i] = rest[i];
  }
  return address;
}

std::string ipv4_text(const std::uint8_t* bytes) {
  std::string out;
  for (int i = 0; i < 4; ++i) {
    out += (i == 0 ? "" : ".") + std::to_string(bytes[i]);
  }
  return out;
}

bool is_mapped(const Address& address) {
  for (std::size_t i = 0; i < 10; ++i) {
    if (address.bytes[i] != 0) {
      return false;
    }
  }
  return address.v6 && address.bytes[10] == 0xFF && address.bytes[11] == 0xFF;
}

/// RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups becomes "::".
std::string ipv6_text(const Address& address) {
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i) {
    groups[i] = static_cast<unsigned>(address.bytes[2 * i] << 8 | address.bytes[2 * i + 1]);
  }
  std::size_t gap = 8;
  std::size_t gap_size = 1;
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t n = 0;
    while (i + n < 8 && groups[i + n] == 0) {
      ++n;
    }
    if (n > gap_size) {
      gap = i;
      gap_size = n;
    }
  }
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == gap) {
      out += "::";
      i += gap_size - 1;
      continue;
    }
    char digits[4];
    const auto end = std::to_chars(digits, digits + sizeof digits, groups[i], 16).ptr;
    out += (out.empty() || out.back() == ':' ? "" : ":");
    out.append(digits, end);
  }
  return out;
}

} // namespace

std::string Address::text() const {
  if (!v6) {
    return ipv4_text(bytes.data());
  }
  return is_mapped(*this) ? "::ffff:" + ipv4_text(bytes.data() + 12) : ipv6_text(*this);
}

std::string Address::text_with_port(int port) const { return (v6 ? "[" + text() + "]" : text()) + ":" + std::to_string(port); }

Address Address::unmapped() const { return is_mapped(*this) ? make_ipv4(bytes[12], bytes[13], bytes[14], bytes[15]) : *this; }

Address make_ipv4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
  Address address;
  address.bytes[0] = a;
  address.bytes[1] = b;
  address.bytes[2] = c;
  address.bytes[3] = d;
  return address;
}

std::optional<Address> parse_address(std::string_view text) {
  if (text.find(':') != std::string_view::npos) {
    return parse_ipv6(text);
  }
  Address address;
  return parse_ipv4_into(text, address.bytes.data()) ? std::optional(address) : std::nullopt;
}

Result<Endpoint> parse_endpoint(std::string_view text, std::uint16_t lowest_port) {
  const auto refuse = [&] {
    return fail(ErrorKind::invalid, "\"" + std::string(text) + "\" is not ADDRESS:PORT, like 127.0.0.1:8080 or [::1]:8080");
  };
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) {
    return refuse();
  }
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  }
  const auto address = parse_address(host);
  const auto port = parse_decimal(text.substr(colon + 1), 65535);
  if (!address || address->v6 != bracketed || !port || *port < lowest_port) {
    return refuse();
  }
  return Endpoint{*address, static_cast<std::uint16_t>(*port)};
}

bool Cidr::contains(const Address& address) const {
  if (address.v6 != base.v6) {
    return false;
  }
  const auto whole = static_cast<std::size_t>(prefix / 8);
  for (std::size_t i = 0; i < whole; ++i) {
    if (address.bytes[i] != base.bytes[i]) {
      return false;
    }
  }
  const int rest = prefix % 8;
  return rest == 0 || ((address.bytes[whole] ^ base.bytes[whole]) >> (8 - rest)) == 0;
}

std::string Cidr::text() const {
  const std::string host = base.v6 && port ? "[" + base.text() + "]" : base.text();
  return host + "/" + std::to_string(prefix) + (port ? ":" + std::to_string(*port) : "");
}

Result<Cidr> parse_cidr(std::string_view text) {
  const auto refuse = [&](std::string_view why) { return fail(ErrorKind::invalid, "\"" + std::string(text) + "\" " + std::string(why)); };
  constexpr std::string_view kShape = "is not a range like 127.0.0.0/8, [::1]/128 or 127.0.0.1/32:8001";
  std::string_view host;
  std::string_view rest; // behind the address: "", "/8", ":80", "/8:80"
  if (text.starts_with('[')) {
    const auto bracket = text.find(']');
    if (bracket == std::string_view::npos) {
      return refuse(kShape);
    }
    host = text.substr(1, bracket - 1);
    rest = text.substr(bracket + 1);
    if (host.find(':') == std::string_view::npos) {
      return refuse(kShape);
    }
  } else {
    const auto slash = text.find('/');
    const auto colon = text.find(':');
    // More than one colon before the slash: IPv6 without brackets, which then cannot have a port.
    const bool v6 =
        colon != std::string_view::npos && colon < slash && text.substr(0, slash).find(':', colon + 1) != std::string_view::npos;
    const auto end = v6 ? slash : std::min(slash, colon);
    host = text.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : text.substr(end);
    if (v6 && rest.find(':') != std::string_view::npos) {
      return refuse("needs brackets around the address, because a port follows");
    }
  }
  const auto address = parse_address(host);
  if (!address) {
    return refuse(kShape);
  }
  Cidr cidr{*address, address->v6 ? 128 : 32, std::nullopt};
  if (rest.starts_with('/')) {
    const auto colon = rest.find(':');
    const auto prefix = parse_decimal(rest.substr(1, colon == std::string_view::npos ? colon : colon - 1), address->v6 ? 128 : 32);
    if (!prefix) {
      return refuse(kShape);
    }
    cidr.prefix = static_cast<int>(*prefix);
    rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon);
  }
  if (!rest.empty()) {
    const auto port = rest.starts_with(':') ? parse_decimal(rest.substr(1), 65535) : std::nullopt;
    if (!port || *port == 0) {
      return refuse(kShape);
    }
    cidr.port = static_cast<int>(*port);
  }
  for (int bit = cidr.prefix; bit < (address->v6 ? 128 : 32); ++bit) {
    if ((address->bytes[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0) {
      return refuse("has bits set below its prefix; did you mean /" + std::string(address->v6 ? "128" : "32") + "?");
    }
  }
  return cidr;
}

} // namespace ekiben::text
