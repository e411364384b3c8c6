#include "domain/owner_rules.h"

#include "pure/text/handle.h"
#include "pure/text/url.h"
#include "pure/text/utf8.h"

namespace ekiben::domain {

std::string_view describe(Fault fault) {
  switch (fault) {
  case Fault::handle:
    return "the handle needs 1 to 30 small letters a-z, digits or underscores";
  case Fault::name_too_long:
    return "the display name can have at most 60 characters";
  case Fault::bio_too_long:
    return "the bio can have at most 1,000 characters";
  case Fault::base_url:
    return "the base URL has to be https:// and a host name, without a path, for example https://social.example";
  case Fault::handle_domain:
    return "the handle domain has to be a host name, for example example.com";
  case Fault::password_too_short:
    return "the password needs at least 8 characters";
  case Fault::password_too_long:
    return "the password can have at most 1,000 bytes";
  }
  return "";
}

std::optional<Fault> check_handle(std::string_view handle) {
  return text::is_owner_handle(handle) ? std::nullopt : std::optional(Fault::handle);
}

std::optional<Fault> check_name(std::string_view name) {
  return text::count_code_points(name) <= kMaxNameCharacters ? std::nullopt : std::optional(Fault::name_too_long);
}

std::optional<Fault> check_bio(std::string_view bio) {
  return text::count_code_points(bio) <= kMaxBioCharacters ? std::nullopt : std::optional(Fault::bio_too_long);
}

std::optional<Fault> check_password(std::string_view password) {
  if (text::count_code_points(password) < kMinPasswordCharacters) {
    return Fault::password_too_short;
  }
  return password.size() <= kMaxPasswordBytes ? std::nullopt : std::optional(Fault::password_too_long);
}

std::optional<std::string> normal_base_url(std::string_view text, PlainHttp plain_http) {
  const auto url = text::parse_url(text);
  if (!url || (url->path != "/" && !url->path.empty()) || url->has_query) {
    return std::nullopt;
  }
  if (plain_http == PlainHttp::refused &&
      (url->scheme != "https" || url->host_kind != text::HostKind::name || url->host.find('.') == std::string::npos)) {
    return std::nullopt;
  }
  return url->origin();
}

std::optional<std::string> normal_handle_domain(std::string_view text, PlainHttp plain_http) {
  const auto authority = text::parse_authority(text, 443);
  if (!authority) {
    return std::nullopt;
  }
  if (plain_http == PlainHttp::refused &&
      (authority->host.kind != text::HostKind::name || authority->host.name.find('.') == std::string::npos || authority->port != 443)) {
    return std::nullopt;
  }
  return authority->text;
}

} // namespace ekiben::domain
