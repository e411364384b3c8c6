// Our own actors as documents (federation A3).
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <vector>

namespace ekiben::activitypub {

/// A field of the profile: name as text, value as HTML.
struct ProfileField {
  std::string name;
  std::string value_html;
};

/// The owner as other servers see them (items 18-20, 22, 27). All ids and URLs are absolute.
struct OwnerActor {
  std::string id;
  std::string key_id;
  std::string public_key_pem;
  std::string user;         ///< preferredUsername
  std::string webfinger;    ///< "user@handle.domain" (FEP-2c59, item 10)
  std::string name;         ///< display name, text
  std::string bio;          ///< plain text as typed; becomes the HTML of `summary`
  std::string profile_page; ///< `url`: same host as the id, else peers ignore it
  std::string inbox;
  std::string outbox;
  std::string followers;
  std::string following;
  std::string featured;
  std::string featured_tags;
  std::string shared_inbox;
  std::optional<Time> published;
  bool manually_approves_followers = false;
  bool discoverable = true;
  bool indexable = false;
  std::string icon_url; ///< avatar; empty: none
  std::string icon_type;
  std::string image_url; ///< header; empty: none
  std::string image_type;
  std::vector<ProfileField> fields;
  std::vector<std::string> also_known_as;
  std::string moved_to; ///< empty: has not moved
  std::vector<std::string> attribution_domains;
};
/// JSON text.
std::string write_owner_actor(const OwnerActor& actor);

/// The instance actor (item 29): type Application, answers everybody unsigned, signs every fetch.
struct InstanceActor {
  std::string id;
  std::string key_id;
  std::string public_key_pem;
  std::string user; ///< the handle domain (item 15)
  std::string webfinger;
  std::string profile_page;
  std::string inbox;
  std::string outbox;
  std::string shared_inbox;
};
std::string write_instance_actor(const InstanceActor& actor);

} // namespace ekiben::activitypub
