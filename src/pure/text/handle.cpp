#include "pure/text/handle.h"

#include "pure/text/ascii.h"
#include "pure/text/url.h"

namespace ekiben::text {
namespace {

constexpr std::size_t kMaxUserBytes = 128;
constexpr std::size_t kMaxOwnerHandle = 30;

} // namespace

std::string Handle::user_key() const { return lower(user); }

std::string Handle::text() const { return user + "@" + domain; }

std::string Handle::acct() const { return "acct:" + text(); }

bool Handle::same_as(const Handle& other) const { return domain == other.domain && iequals(user, other.user); }

Result<Handle> parse_handle(std::string_view text) {
  if (istarts_with(text, "acct:")) {
    text.remove_prefix(5);
  }
  if (text.starts_with('@')) {
    text.remove_prefix(1);
  }
  const auto at = text.rfind('@');
  if (at == std::string_view::npos) {
    return fail(ErrorKind::invalid, "a handle has the form @name@server");
  }
  Handle handle;
  handle.user = text.substr(0, at);
  auto authority = parse_authority(text.substr(at + 1), 443);
  if (!authority) {
    return fail(ErrorKind::invalid, "the server's name in the handle is not one");
  }
  handle.domain = std::move(authority->text);
  if (!is_user_name(handle.user) && !iequals(handle.user, handle.domain)) {
    return fail(ErrorKind::invalid, "the name in the handle is not one");
  }
  return handle;
}

bool is_owner_handle(std::string_view text) {
  return !text.empty() && text.size() <= kMaxOwnerHandle &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

bool is_user_name(std::string_view text) {
  if (text.empty() || text.size() > kMaxUserBytes) {
    return false;
  }
  for (const char c : text) {
    if (!is_alphanumeric(c) && c != '_' && c != '.' && c != '-') {
      return false;
    }
  }
  const auto is_inner = [](char c) { return c == '.' || c == '-'; };
  return !is_inner(text.front()) && !is_inner(text.back());
}

} // namespace ekiben::text
