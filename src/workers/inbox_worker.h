// Reads what was stored in the inbox, in order, and applies it.
#pragma once

#include "actions/context.h"
#include "federation/fetch_document.h"
#include "pure/activitypub/read_actor.h"
#include "store/changes.h"
#include "workers/apply_activity.h"
#include "workers/key_resolver.h"
#include "workers/wake_up.h"

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace ekiben::store {
class Readers;
}

namespace ekiben::workers {

/// One thread. A row is read, what it needs is fetched (never in a transaction, and without holding up the rows behind it), then applied in
/// one transaction together with its removal from the queue. A row that cannot be read is dropped with a line in the log; one whose signer
/// cannot be fetched now is tried again a few times. Rows of one signer keep their order.
class InboxWorker {
public:
  InboxWorker(federation::FetchContext fetch_context, actions::Context actions_context, store::Readers& readers, store::Changes& changes,
              KeyResolver& keys);
  /// stop(), if it was not called.
  ~InboxWorker();

  void start();
  /// Ends after the row in hand; the rest waits in the store. After it the event loop must be stopped before this object goes.
  void stop();

private:
  struct Arrived {
    PreparedActivity prepared;
    Result<activitypub::Actor> actor;
  };
  void run();
  bool work_once(); ///< true when there may be more to do at once
  void take(domain::IncomingActivity incoming, const federation::Identity& identity);
  void prepare(PreparedActivity prepared, Need need);
  void fetch_signer(PreparedActivity prepared);
  void take_arrived();
  void apply(PreparedActivity prepared);
  void drop(Id id, const std::string& why);
  void postpone(Id id, std::chrono::milliseconds pause, std::string reason);
  void submit(std::function<Result<void>(store::Transaction&)> job);
  void wait_for_commits(); ///< durable before the queue is asked again
  void confirm_handle(const activitypub::Actor& actor);
  std::chrono::milliseconds time_to_next() const;

  const federation::FetchContext fetch_context_;
  const actions::Context actions_context_;
  store::Readers& readers_;
  store::Changes& changes_;
  KeyResolver& keys_;
  WakeUp wake_up_;
  std::set<std::string> fetching_; ///< signers whose document is being fetched; the worker's thread alone
  std::set<std::string> held_;     ///< signers one of whose rows was left for the next round
  std::vector<std::future<void>> commits_;
  std::mutex mutex_;
  std::vector<Arrived> arrived_; ///< guarded by mutex_
  std::unique_ptr<store::Changes::Subscription> subscription_;
  std::thread thread_;
};

} // namespace ekiben::workers
