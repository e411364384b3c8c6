// "@user@domain": the names people call each other by. Display data: accounts are keyed by actor id (federation item 12).
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace ekiben::text {

/// A handle of this or another server.
struct Handle {
  std::string user;   ///< as written; compare with user_key()
  std::string domain; ///< lower case, A-labels, with a port other than 443 when one was written (development)

  /// `user` in lower case: handles are compared so (item 4).
  std::string user_key() const;
  /// "user@domain".
  std::string text() const;
  /// "acct:user@domain".
  std::string acct() const;
  bool same_as(const Handle& other) const;
};

/// "@user@domain", "user@domain", "acct:user@domain" (also ACCT:). The user follows the grammar of item 13
/// ([a-z0-9_]+([.-]+[a-z0-9_]+)*, any case, at most 128 bytes) or equals the domain, as instance actors do (item 15).
Result<Handle> parse_handle(std::string_view text);

/// True for what an owner may be called: [a-z0-9_]{1,30} (item 13).
bool is_owner_handle(std::string_view text);

/// True for a user part that peers can store (item 13).
bool is_user_name(std::string_view text);

} // namespace ekiben::text
