#include "workers/key_resolver.h"

#include "actions/remember_key.h"
#include "domain/key_freshness.h"
#include "federation/fetch_key.h"
#include "federation/stored_values.h"
#include "pure/text/url.h"
#include "store/read_blocks.h"
#include "store/read_remote_keys.h"
#include "store/readers.h"
#include "system/log/log.h"

#include <utility>

namespace ekiben::workers {
namespace {

constexpr std::size_t kMaxDecodedKeys = 1'000; // about 1.5 kB each
constexpr std::size_t kMaxMissingKeys = 4'096;
constexpr std::size_t kMaxRecentActors = 64;

bool may_pass(ErrorKind kind) { return kind == ErrorKind::unavailable || kind == ErrorKind::timeout; }

/// What the door is told: the three kinds that KeySource promises.
Error for_the_door(Error error) {
  if (may_pass(error.kind)) {
    error.kind = ErrorKind::unavailable;
  } else if (error.kind != ErrorKind::gone) {
    error.kind = ErrorKind::unauthorized;
  }
  return error;
}

} // namespace

KeyResolver::KeyResolver(federation::FetchContext fetch_context, actions::Context actions_context, store::Readers& readers)
    : fetch_context_(fetch_context), actions_context_(actions_context), readers_(readers), decoded_(kMaxDecodedKeys),
      missing_(kMaxMissingKeys), recent_actors_(kMaxRecentActors) {}

std::optional<federation::KnownKey> KeyResolver::find_cached(std::string_view key_id) {
  {
    const std::lock_guard lock(mutex_);
    if (const Decoded* decoded = decoded_.find(key_id)) {
      return decoded->key;
    }
  }
  const auto stored = [&] {
    const auto reader = readers_.take();
    return store::find_remote_key(reader, key_id);
  }();
  if (!stored || !*stored) {
    return std::nullopt;
  }
  auto key = federation::to_known_key(**stored);
  if (!key) {
    log::warning("the stored key " + std::string(key_id) + " cannot be read: " + key.error().message);
    return std::nullopt;
  }
  const std::lock_guard lock(mutex_);
  if (decoded_.find(key_id) == nullptr) {
    decoded_.put(key_id, Decoded{*key, (*stored)->refetched_at.value_or(Time{})});
  }
  return std::move(*key);
}

std::optional<Error> KeyResolver::refusal(std::string_view key_id, std::string& host) {
  const auto id = text::parse_identifier(key_id);
  if (!id) {
    return Error{ErrorKind::unauthorized, "the key id is no URL"};
  }
  const auto identity = fetch_context_.identities.current();
  if (!identity) {
    return Error{ErrorKind::unavailable, "nobody lives here yet"};
  }
  if (identity->ids.is_local(key_id)) {
    return Error{ErrorKind::unauthorized, "nobody signs with our own key but ourselves"};
  }
  host = id->document.authority();
  const auto reader = readers_.take();
  const auto blocked = store::is_host_blocked(reader, host);
  if (!blocked || *blocked) {
    return Error{ErrorKind::forbidden, host + " is blocked"};
  }
  return std::nullopt;
}

std::optional<Result<federation::KnownKey>> KeyResolver::answer_now(std::string_view key_id, const std::string& host) {
  const SteadyTime now = fetch_context_.clock.steady_now();
  if (const Missing* missing = missing_.find(key_id); missing != nullptr && missing->until > now) {
    return Result<federation::KnownKey>(tl::unexpected<Error>(missing->error));
  }
  const Decoded* decoded = decoded_.find(key_id);
  if (decoded != nullptr && fetch_context_.clock.now() - decoded->refetched_at < domain::kKnownKeyCoolDown) {
    return Result<federation::KnownKey>(decoded->key); // asked for again just now: if it does not verify, the signature is wrong
  }
  if (!has_room(host)) {
    return Result<federation::KnownKey>(fail(ErrorKind::unavailable, "too many requests wait for keys of " + host));
  }
  if (waiting_.find(std::string(key_id)) == waiting_.end() && !budget_.take(host, now)) {
    return Result<federation::KnownKey>(fail(ErrorKind::unavailable, "too many keys of " + host + " were asked for"));
  }
  return std::nullopt;
}

bool KeyResolver::has_room(const std::string& host) const {
  const auto of_host = waiting_of_host_.find(host);
  return waiting_in_all_ < domain::kMaxWaitingForKeys &&
         (of_host == waiting_of_host_.end() || of_host->second < domain::kMaxWaitingPerKeyHost);
}

void KeyResolver::fetch(std::string_view key_id, Done done) {
  std::string host;
  if (auto refused = refusal(key_id, host)) {
    done(tl::unexpected<Error>(std::move(*refused)));
    return;
  }
  const std::string id(key_id);
  {
    std::unique_lock lock(mutex_);
    if (auto answer = answer_now(key_id, host)) {
      lock.unlock();
      done(std::move(*answer));
      return;
    }
    ++waiting_in_all_;
    ++waiting_of_host_[host];
    auto& waiters = waiting_[id];
    waiters.push_back(std::move(done));
    if (waiters.size() > 1) {
      return; // the fetch is under way
    }
  }
  const bool was_known = find_cached(key_id).has_value();
  const SteadyTime deadline = fetch_context_.clock.steady_now() + domain::kKeyDeadline;
  federation::fetch_key(fetch_context_, id, deadline, [this, id, host, was_known](Result<federation::FetchedKey> fetched) {
    const Time refetched_at = was_known ? fetch_context_.clock.now() : Time{};
    if (!fetched) {
      finish(id, host, tl::unexpected<Error>(std::move(fetched).error()), std::nullopt, refetched_at);
      return;
    }
    domain::RemoteKey row = federation::to_remote_key(fetched->key, fetch_context_.clock.now());
    if (was_known) {
      row.refetched_at = refetched_at;
    }
    actions::remember_key(actions_context_, std::move(row), [id](Result<void> kept) {
      if (!kept) {
        log::warning("the key " + id + " could not be kept: " + kept.error().message);
      }
    });
    finish(id, host, std::move(fetched->key), std::move(fetched->owner), refetched_at);
  });
}

void KeyResolver::finish(const std::string& key_id, const std::string& host, Result<federation::KnownKey> key,
                         std::optional<activitypub::Actor> owner, Time refetched_at) {
  std::vector<Done> waiters;
  if (!key) {
    key = tl::unexpected<Error>(for_the_door(std::move(key).error()));
  }
  {
    const std::lock_guard lock(mutex_);
    const auto entry = waiting_.find(key_id);
    waiters = std::move(entry->second);
    waiting_.erase(entry);
    waiting_in_all_ -= waiters.size();
    const auto of_host = waiting_of_host_.find(host);
    of_host->second -= waiters.size();
    if (of_host->second == 0) {
      waiting_of_host_.erase(of_host);
    }
    const SteadyTime now = fetch_context_.clock.steady_now();
    if (key) {
      missing_.erase(key_id);
      decoded_.put(key_id, Decoded{*key, refetched_at});
      if (owner) {
        const std::string id = owner->id;
        recent_actors_.put(id, RecentActor{std::move(*owner), now});
      }
    } else {
      const SteadyTime::duration pause = may_pass(key.error().kind) ? SteadyTime::duration(domain::kUnreachableKeyCoolDown)
                                                                    : SteadyTime::duration(domain::kMissingKeyCoolDown);
      missing_.put(key_id, Missing{key.error(), now + pause});
    }
  }
  for (const Done& done : waiters) {
    done(key);
  }
}

std::optional<activitypub::Actor> KeyResolver::find_recent_actor(std::string_view actor) {
  const std::lock_guard lock(mutex_);
  const RecentActor* recent = recent_actors_.find(actor);
  if (recent == nullptr || fetch_context_.clock.steady_now() - recent->fetched_at > domain::kKnownKeyCoolDown) {
    return std::nullopt;
  }
  return recent->actor;
}

void KeyResolver::forget_keys_of(std::string_view actor) {
  const std::lock_guard lock(mutex_);
  decoded_.erase_if([actor](const Decoded& decoded) { return decoded.key.owner == actor; });
  recent_actors_.erase(actor);
}

} // namespace ekiben::workers
