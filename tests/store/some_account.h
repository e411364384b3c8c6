// An account of another server, for tests about rows.
#pragma once

#include "domain/remote_account.h"

#include <string>

namespace ekiben::test {

inline domain::RemoteAccount some_account(const std::string& user, const std::string& host = "peer.example") {
  domain::RemoteAccount account;
  account.actor = "https://" + host + "/users/" + user;
  account.user = user;
  account.domain = host;
  account.host = host;
  account.name = "Name of " + user;
  account.url = "https://" + host + "/@" + user;
  account.inbox = account.actor + "/inbox";
  account.shared_inbox = "https://" + host + "/inbox";
  account.fetched_at = Time(std::chrono::milliseconds(1'000));
  return account;
}

} // namespace ekiben::test
