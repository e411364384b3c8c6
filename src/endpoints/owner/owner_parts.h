// What the owner's pages are made of.
#pragma once

#include "actions/context.h"
#include "domain/owner_rules.h"
#include "endpoints/owner/login_backoff.h"
#include "endpoints/owner/password_thread.h"
#include "endpoints/shared/error_pages.h"
#include "endpoints/shared/gatekeeper.h"
#include "endpoints/shared/pages.h"
#include "endpoints/shared/sessions.h"
#include "endpoints/shared/site.h"
#include "store/readers.h"

#include <string>

namespace ekiben::endpoints::owner {

/// Everything outlives the router and the password thread.
struct Parts {
  Site& site; ///< replaced here when the owner sets up or changes the name
  const Pages& pages;
  const ErrorPages& errors;
  const Gatekeeper& gatekeeper;
  const Sessions& sessions;
  store::Readers& readers;
  const actions::Context& actions;
  PasswordThread& passwords;
  LoginBackoff& backoff;
  domain::PlainHttp plain_http = domain::PlainHttp::refused; ///< allowed with --development
  std::string version;
};

} // namespace ekiben::endpoints::owner
