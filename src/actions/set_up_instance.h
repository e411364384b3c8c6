// The first and only set-up: a directory gets its owner, its addresses and its keys.
#pragma once

#include "actions/context.h"
#include "base/result.h"

#include <string>

namespace ekiben::actions {

/// All fields checked and in their normal form (domain/owner_rules.h).
struct SetUp {
  std::string base_url;
  std::string handle_domain; ///< empty: the base URL's host
  std::string handle;
  std::string name;
  std::string language; ///< "en" or "ja"
  std::string password;
  std::string token_hash; ///< of the one-time token that is used up; empty on the command line
};

/// Makes two RSA key pairs and hashes the password (about 0.5 s in all), then writes everything in one transaction.
/// Errors: conflict when the directory is set up already or the token was used or is too old; not_found for a token that never was.
Result<void> set_up_instance(const Context& context, const SetUp& wish);

} // namespace ekiben::actions
