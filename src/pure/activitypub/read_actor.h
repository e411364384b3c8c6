// Other servers' actors: a document to a value, tolerant in form, bounded in size (items 18, 21, 23, 24, 28).
#pragma once

#include "base/result.h"
#include "pure/crypto/keys.h"
#include "pure/json/json_fwd.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekiben::activitypub {

/// A public key as a document shows it. Exactly one of `pem` and `multibase` is there.
struct ActorKey {
  std::string id;
  std::string owner;     ///< the actor the key says it belongs to
  std::string pem;       ///< publicKeyPem
  std::string multibase; ///< publicKeyMultibase of a Multikey (FEP-521a)
};
/// invalid for what is no RSA of 2048 bits or more and no Ed25519 key (B17).
Result<crypto::PublicKey> decode_key(const ActorKey& key);

enum class ActorType { person, service, application, group, organization };

/// Nothing in here was checked against where it came from: that is federation/fetch_document's and fetch_key's work.
struct Actor {
  std::string id;
  ActorType type = ActorType::person;
  std::string user;      ///< preferredUsername; empty when it has none that peers can store (item 13)
  std::string webfinger; ///< "user@domain" (FEP-2c59), unverified; may be empty
  std::string name;      ///< text without control or bidi characters (B46)
  std::string summary;   ///< HTML as it came: made safe on the way out
  std::string url;       ///< page for people, same host as the id, else empty (item 19)
  std::string inbox;
  std::string shared_inbox; ///< may be empty
  std::string outbox;
  std::string followers;
  std::string following;
  std::string featured;
  std::string icon_url; ///< may be empty
  std::string moved_to; ///< may be empty
  bool manually_approves_followers = false;
  std::vector<std::string> also_known_as;
  std::vector<ActorKey> keys;
};

/// invalid when a thing that every peer needs is missing: @context, id, type, inbox on the id's host.
Result<Actor> read_actor(const json::Value& document);

/// The keys of any document: an actor's publicKey (one or an array of at most ten) and assertionMethod, or a document that is itself a key.
std::vector<ActorKey> read_keys(const json::Value& document);

} // namespace ekiben::activitypub
