#include "federation/fetch_key.h"

#include "pure/json/json.h"
#include "pure/text/url.h"

#include <optional>

namespace ekiben::federation {
namespace {

std::optional<activitypub::ActorKey> find_key(const std::vector<activitypub::ActorKey>& keys, std::string_view key_id) {
  for (const activitypub::ActorKey& key : keys) {
    if (key.id == key_id) {
      return key;
    }
  }
  return std::nullopt;
}

/// `actor` was got at its own id and lists the key: whatever the key's own document said, this is what counts.
Result<FetchedKey> make_fetched_key(activitypub::Actor actor, std::string_view key_id) {
  const auto key = find_key(actor.keys, key_id);
  if (!key || key->owner != actor.id) {
    return fail(ErrorKind::unauthorized, actor.id + " does not list the key " + std::string(key_id));
  }
  auto decoded = activitypub::decode_key(*key);
  if (!decoded) {
    return fail(ErrorKind::unauthorized, "the key " + std::string(key_id) + " cannot be used: " + decoded.error().message);
  }
  return FetchedKey{KnownKey{std::string(key_id), actor.id, std::move(*decoded)}, std::move(actor)};
}

} // namespace

void fetch_actor(const FetchContext& context, std::string id, SteadyTime deadline, std::function<void(Result<activitypub::Actor>)> done) {
  fetch_document(context, std::move(id), deadline, [done = std::move(done)](Result<Document> document) {
    if (!document) {
      done(tl::unexpected<Error>(std::move(document).error()));
      return;
    }
    done(activitypub::read_actor(*document->value));
  });
}

void fetch_key(const FetchContext& context, std::string key_id, SteadyTime deadline, std::function<void(Result<FetchedKey>)> done) {
  const std::string url = key_id;
  fetch_document(context, url, deadline,
                 [context, key_id = std::move(key_id), deadline, done = std::move(done)](Result<Document> document) {
                   if (!document) {
                     done(tl::unexpected<Error>(std::move(document).error()));
                     return;
                   }
                   const auto key = find_key(activitypub::read_keys(*document->value), key_id);
                   if (!key || key->owner.empty() || !text::same_origin(key->owner, key_id)) {
                     done(fail(ErrorKind::unauthorized, document->id + " does not show the key " + key_id + " with an owner on its host"));
                     return;
                   }
                   if (key->owner == document->id) {
                     if (auto actor = activitypub::read_actor(*document->value)) {
                       done(make_fetched_key(std::move(*actor), key_id));
                       return;
                     }
                   }
                   fetch_actor(context, key->owner, deadline, [key_id, done, owner = key->owner](Result<activitypub::Actor> actor) {
                     if (!actor) {
                       done(tl::unexpected<Error>(std::move(actor).error()));
                     } else if (actor->id != owner) {
                       done(fail(ErrorKind::unauthorized, "the key's owner has another id"));
                     } else {
                       done(make_fetched_key(std::move(*actor), key_id));
                     }
                   });
                 });
}

} // namespace ekiben::federation
