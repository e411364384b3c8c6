// The owner's name, bio and settings.
#pragma once

#include "actions/context.h"
#include "base/result.h"

#include <string>

namespace ekiben::actions {

/// All fields checked and in their normal form (domain/owner_rules.h).
struct ProfileEdit {
  std::string name;
  std::string bio;
  std::string language; ///< "en" or "ja"
  bool approves_followers = false;
};

/// Errors: not_found before set-up.
Result<void> edit_profile(const Context& context, const ProfileEdit& edit);

} // namespace ekiben::actions
