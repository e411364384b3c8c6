// Other people's keys: from memory, from the store, or fetched while an answer waits (design walk 1).
#pragma once

#include "actions/context.h"
#include "federation/fetch_document.h"
#include "federation/verify.h"
#include "pure/activitypub/read_actor.h"
#include "workers/fetch_budget.h"
#include "workers/lru_map.h"

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ekiben::store {
class Readers;
}

namespace ekiben::workers {

/// The KeySource of the running server. One fetch for each key id at a time, however many requests wait for it; at most
/// domain::kMaxWaitingForKeys requests in all and kMaxWaitingPerKeyHost for one host; a bucket of fetches per host; what could not be had
/// is not asked for again for some minutes. The limits stand in domain/key_freshness.h. All tables are bounded. Destroy it after the event
/// loop has stopped and before the writer.
class KeyResolver final : public federation::KeySource {
public:
  KeyResolver(federation::FetchContext fetch_context, actions::Context actions_context, store::Readers& readers);

  std::optional<federation::KnownKey> find_cached(std::string_view key_id) override;
  /// Errors: as in federation::KeySource, and forbidden when the key's host is blocked. `done` may run inside this call.
  void fetch(std::string_view key_id, std::function<void(Result<federation::KnownKey>)> done) override;

  /// The actor whose document came with a key in the last minutes: the first follow needs no second fetch.
  std::optional<activitypub::Actor> find_recent_actor(std::string_view actor);
  /// Their keys have changed or are gone: ask the store again.
  void forget_keys_of(std::string_view actor);

private:
  using Done = std::function<void(Result<federation::KnownKey>)>;
  struct Decoded {
    federation::KnownKey key;
    Time refetched_at; ///< last time it was asked for again; the first fetch does not count (item 46: it may have been changed since)
  };
  struct Missing {
    Error error;
    SteadyTime until;
  };
  struct RecentActor {
    activitypub::Actor actor;
    SteadyTime fetched_at;
  };

  /// The answer that needs no fetch, or nothing. With mutex_ held.
  std::optional<Result<federation::KnownKey>> answer_now(std::string_view key_id, const std::string& host);
  bool has_room(const std::string& host) const;
  std::optional<Error> refusal(std::string_view key_id, std::string& host);
  void finish(const std::string& key_id, const std::string& host, Result<federation::KnownKey> key, std::optional<activitypub::Actor> owner,
              Time refetched_at);

  const federation::FetchContext fetch_context_;
  const actions::Context actions_context_;
  store::Readers& readers_;
  std::mutex mutex_;
  LruMap<Decoded> decoded_;
  LruMap<Missing> missing_;
  LruMap<RecentActor> recent_actors_;
  FetchBudget budget_;
  std::unordered_map<std::string, std::vector<Done>> waiting_; ///< by key id; a fetch is under way for each
  std::unordered_map<std::string, std::size_t> waiting_of_host_;
  std::size_t waiting_in_all_ = 0;
};

} // namespace ekiben::workers
