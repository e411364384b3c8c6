// Somebody on another server, as their actor document described them.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <optional>
#include <string>

namespace ekiben::domain {

enum class AccountKind { person, bot, group, organization };

struct RemoteAccount {
  Id id;               ///< ours, given when first stored; none before
  std::string actor;   ///< actor id, byte for byte: what identifies them
  std::string user;    ///< preferredUsername
  std::string domain;  ///< of the handle (WebFinger's answer), lower case
  std::string host;    ///< lower-case host[:port] of the actor id
  std::string name;    ///< cleaned text (text::clean_name); may be empty
  std::string summary; ///< HTML as it arrived; sanitised on the way out
  std::string url;     ///< page for people; may be empty
  std::string icon_url;
  std::string inbox;
  std::string shared_inbox;  ///< may be empty
  std::string followers_url; ///< may be empty
  AccountKind kind = AccountKind::person;
  bool approves_followers = false;
  Time created_at{};                ///< first stored here
  Time fetched_at{};                ///< the document's last arrival
  std::optional<Time> gone_at;      ///< deleted themselves or answered 410
  std::optional<Time> attempted_at; ///< last try to fetch the document again, whatever came of it
};

} // namespace ekiben::domain
