#include "pure/text/url.h"

#include "pure/text/ascii.h"
#include "pure/text/percent.h"
#include "pure/text/utf8.h"

namespace ekiben::text {
namespace {

auto refuse(const char* why) { return fail(ErrorKind::invalid, std::string("not a usable URL: ") + why); }

// What no URL holds as it is: readers disagree about each of them.
bool is_forbidden(char c) { return is_control(c) || c == ' ' || c == '"' || c == '<' || c == '>' || c == '\\'; }

// ASCII as it is, the rest as the percent-encoded UTF-8 a client has to send.
std::string to_ascii(std::string_view raw) {
  if (is_ascii(raw)) {
    return std::string(raw);
  }
  std::string out;
  for (const char c : raw) {
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c;
    } else {
      out += percent_encode(std::string_view(&c, 1));
    }
  }
  return out;
}

Result<void> check_characters(std::string_view text) {
  if (text.size() > kMaxUrlBytes) {
    return refuse("too long");
  }
  for (const char c : text) {
    if (is_forbidden(c)) {
      return refuse("a character that has no place in one");
    }
  }
  if (!is_utf8(text)) {
    return refuse("not UTF-8");
  }
  return {};
}

} // namespace

std::string Url::authority() const {
  std::string out = host_kind == HostKind::ipv6 ? "[" + host + "]" : host;
  if (!is_default_port()) {
    out += ":" + std::to_string(port);
  }
  return out;
}

std::string Url::origin() const { return scheme + "://" + authority(); }

std::string Url::target() const { return has_query ? path + "?" + query : path; }

std::string Url::text() const { return origin() + target(); }

Result<Url> parse_url(std::string_view text) {
  EKIBEN_CHECK(check_characters(text));
  if (text.find('#') != std::string_view::npos) {
    return refuse("it has a fragment");
  }
  Url url;
  if (istarts_with(text, "https://")) {
    url.scheme = "https";
  } else if (istarts_with(text, "http://")) {
    url.scheme = "http";
  } else {
    return refuse("neither http nor https");
  }
  auto rest = text.substr(url.scheme.size() + 3);
  const auto authority_end = std::min(rest.find_first_of("/?"), rest.size());
  const auto authority_text = rest.substr(0, authority_end);
  rest.remove_prefix(authority_end);
  if (authority_text.find('@') != std::string_view::npos) {
    return refuse("it has user information");
  }
  EKIBEN_TRY(auto authority, parse_authority(authority_text, url.scheme == "https" ? 443 : 80));
  url.host = std::move(authority.host.name);
  url.host_kind = authority.host.kind;
  url.port = authority.port;
  const auto [path, query, has_query] = cut(rest, '?');
  url.path = path.empty() ? "/" : to_ascii(path);
  url.query = to_ascii(query);
  url.has_query = has_query;
  return url;
}

Result<Identifier> parse_identifier(std::string_view text) {
  EKIBEN_CHECK(check_characters(text));
  const auto [document, fragment, has_fragment] = cut(text, '#');
  static_cast<void>(has_fragment);
  Identifier id;
  id.text = text;
  id.fragment = fragment;
  EKIBEN_TRY(id.document, parse_url(document));
  return id;
}

std::string origin_of(std::string_view url) {
  const auto id = parse_identifier(url);
  return id ? id->document.origin() : std::string();
}

std::string authority_of(std::string_view url) {
  const auto id = parse_identifier(url);
  return id ? id->document.authority() : std::string();
}

bool same_origin(std::string_view a, std::string_view b) {
  const auto origin = origin_of(a);
  return !origin.empty() && origin == origin_of(b);
}

} // namespace ekiben::text
