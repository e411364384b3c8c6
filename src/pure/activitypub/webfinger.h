// WebFinger's JRD (RFC 7033; federation A1): from handle to actor.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekiben::activitypub {

inline constexpr std::string_view kJrdType = "application/jrd+json; charset=utf-8";

/// Our answer (items 1-3). `subject`: "acct:user@handle.domain", the canonical one whatever was asked (item 11).
struct OwnWebFinger {
  std::string subject;
  std::string actor;              ///< rel=self
  std::string profile_page;       ///< rel=profile-page; empty: none
  std::string subscribe_template; ///< rel=subscribe, holds "{uri}"; empty: none
};
std::string write_webfinger(const OwnWebFinger& answer);

/// Whom `resource` of a query names, already percent-decoded (item 4).
struct WebFingerQuestion {
  enum class Kind { handle, url };
  Kind kind = Kind::handle;
  std::string user;   ///< of a handle, lower case
  std::string domain; ///< of a handle, comparable form
  std::string url;    ///< as written
};
/// "acct:u@d", "ACCT:u@d", "u@d", "@u@d", or an http(s) URL. invalid for anything else: 400 (item 5).
Result<WebFingerQuestion> read_webfinger_resource(std::string_view resource);

/// What another server says of a handle: all that is used of it.
struct FoundActor {
  std::string subject; ///< "acct:..." as written
  std::string actor;   ///< href of rel=self with an ActivityPub type (item 2)
};
/// invalid when it is no JSON, has no subject or no such link.
Result<FoundActor> read_webfinger(std::string_view jrd);

} // namespace ekiben::activitypub
