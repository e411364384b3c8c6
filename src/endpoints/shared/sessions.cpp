#include "endpoints/shared/sessions.h"

#include "pure/crypto/digest.h"
#include "pure/http/cookie.h"
#include "store/read_sessions.h"

namespace ekiben::endpoints {
namespace {

/// 32 random bytes as base64url.
constexpr std::size_t kIdLength = 43;

} // namespace

std::string_view Sessions::cookie_name() const { return site_.facts()->is_https() ? "__Host-ekiben" : "ekiben"; }

std::optional<CurrentSession> Sessions::find(const http::Request& request) const {
  const auto id = http::find_cookie(request.headers, cookie_name());
  if (!id || id->size() != kIdLength) {
    return std::nullopt;
  }
  CurrentSession session{std::string(*id), crypto::sha256(*id)};
  const auto reader = readers_.take();
  const auto known = store::find_session(reader, session.hash, clock_.now());
  if (!known || !*known) {
    return std::nullopt;
  }
  return session;
}

std::string Sessions::cookie(std::string_view value, std::chrono::seconds lifetime) const {
  return std::string(cookie_name()) + "=" + std::string(value) + "; Path=/; " + (site_.facts()->is_https() ? "Secure; " : "") +
         "HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(lifetime.count());
}

std::string Sessions::make_cookie(std::string_view id) const { return cookie(id, kSessionLifetime); }

std::string Sessions::make_expired_cookie() const { return cookie("", std::chrono::seconds(0)); }

} // namespace ekiben::endpoints
