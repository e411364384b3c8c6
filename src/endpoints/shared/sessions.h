// Who is logged in: the cookie and what the store knows of it.
#pragma once

#include "base/clock.h"
#include "endpoints/shared/site.h"
#include "pure/http/request.h"
#include "store/readers.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ekiben::endpoints {

/// A session lasts this long from its login.
inline constexpr std::chrono::days kSessionLifetime{90};

struct CurrentSession {
  std::string id;   ///< the cookie's value: a secret, also the key of this session's form tokens
  std::string hash; ///< what is stored
};

/// All methods: any thread.
class Sessions {
public:
  Sessions(const Site& site, store::Readers& readers, const Clock& clock) : site_(site), readers_(readers), clock_(clock) {}

  /// Nothing when there is no cookie, or the store does not know it (any more). One question to the store.
  std::optional<CurrentSession> find(const http::Request& request) const;
  /// The Set-Cookie value: "__Host-ekiben=…; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=…". Over plain http (development) the name
  /// is "ekiben" and Secure is left out: browsers drop such cookies there.
  std::string make_cookie(std::string_view id) const;
  std::string make_expired_cookie() const;

private:
  std::string_view cookie_name() const;
  std::string cookie(std::string_view value, std::chrono::seconds lifetime) const;

  const Site& site_;
  store::Readers& readers_;
  const Clock& clock_;
};

} // namespace ekiben::endpoints
