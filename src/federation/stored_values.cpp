#include "federation/stored_values.h"

#include "pure/text/url.h"

namespace ekiben::federation {
namespace {

domain::AccountKind to_kind(activitypub::ActorType type) {
  switch (type) {
  case activitypub::ActorType::person:
    return domain::AccountKind::person;
  case activitypub::ActorType::service:
  case activitypub::ActorType::application:
    return domain::AccountKind::bot;
  case activitypub::ActorType::group:
    return domain::AccountKind::group;
  case activitypub::ActorType::organization:
    return domain::AccountKind::organization;
  }
  return domain::AccountKind::person;
}

} // namespace

domain::RemoteAccount to_remote_account(const activitypub::Actor& actor, Time fetched_at) {
  domain::RemoteAccount account;
  account.actor = actor.id;
  account.user = actor.user;
  account.host = text::authority_of(actor.id);
  account.domain = account.host;
  account.name = actor.name;
  account.summary = actor.summary;
  account.url = actor.url;
  account.icon_url = actor.icon_url;
  account.inbox = actor.inbox;
  account.shared_inbox = actor.shared_inbox;
  account.followers_url = actor.followers;
  account.kind = to_kind(actor.type);
  account.approves_followers = actor.manually_approves_followers;
  account.fetched_at = fetched_at;
  return account;
}

domain::RemoteKey to_remote_key(const KnownKey& key, Time fetched_at) {
  domain::RemoteKey stored;
  stored.key_id = key.key_id;
  stored.owner = key.owner;
  stored.kind = key.key.type() == crypto::KeyType::rsa ? domain::RemoteKeyKind::rsa : domain::RemoteKeyKind::ed25519;
  stored.n = key.key.rsa_n();
  stored.e = key.key.rsa_e();
  stored.raw = key.key.ed25519_raw();
  stored.fetched_at = fetched_at;
  return stored;
}

std::vector<domain::RemoteKey> to_remote_keys(const activitypub::Actor& actor, Time fetched_at) {
  std::vector<domain::RemoteKey> keys;
  for (const activitypub::ActorKey& key : actor.keys) {
    if (key.owner != actor.id || !text::same_origin(key.id, actor.id)) {
      continue;
    }
    if (auto decoded = activitypub::decode_key(key)) {
      keys.push_back(to_remote_key(KnownKey{key.id, actor.id, std::move(*decoded)}, fetched_at));
    }
  }
  return keys;
}

Result<KnownKey> to_known_key(const domain::RemoteKey& key) {
  EKIBEN_TRY(auto decoded,
             key.kind == domain::RemoteKeyKind::rsa ? crypto::PublicKey::from_rsa(key.n, key.e) : crypto::PublicKey::from_ed25519(key.raw));
  return KnownKey{key.key_id, key.owner, std::move(decoded)};
}

} // namespace ekiben::federation
