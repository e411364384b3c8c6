#include "workers/inbox_worker.h"

#include "federation/fetch_key.h"
#include "federation/resolve_handle.h"
#include "federation/stored_values.h"
#include "store/accounts_table.h"
#include "store/incoming_table.h"
#include "store/read_accounts.h"
#include "store/read_incoming.h"
#include "store/readers.h"
#include "store/writer.h"
#include "system/log/log.h"

#include <algorithm>
#include <utility>

namespace ekiben::workers {
namespace {

constexpr std::size_t kBatch = 64;
constexpr std::size_t kMaxFetching = 32;
constexpr std::chrono::seconds kFetchDeadline{10};
constexpr std::chrono::seconds kHandleDeadline{10};
constexpr std::chrono::hours kSignerFreshFor{24 * 7};
/// A row whose signer is being fetched, or cannot be fetched now, comes up again after 15 s, 1, 4, 16 minutes, then every 64 minutes.
constexpr int kMaxAttempts = 8;
std::chrono::milliseconds pause_after(int attempts) { return std::chrono::seconds{15} * (1 << (2 * std::min(attempts, 4))); }

bool may_pass(const Error& error) { return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::timeout; }

} // namespace

InboxWorker::InboxWorker(federation::FetchContext fetch_context, actions::Context actions_context, store::Readers& readers,
                         store::Changes& changes, KeyResolver& keys)
    : fetch_context_(fetch_context), actions_context_(actions_context), readers_(readers), changes_(changes), keys_(keys) {}

InboxWorker::~InboxWorker() { stop(); }

void InboxWorker::start() {
  subscription_ = changes_.subscribe({store::Change::incoming, store::Change::instance}, [this] { wake_up_.ring(); });
  thread_ = std::thread([this] { run(); });
}

void InboxWorker::stop() {
  subscription_.reset();
  wake_up_.stop();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void InboxWorker::run() {
  while (!wake_up_.stopped()) {
    if (!work_once() && !wake_up_.wait(time_to_next())) {
      break;
    }
  }
}

bool InboxWorker::work_once() {
  const auto identity = fetch_context_.identities.current();
  if (!identity) {
    return false;
  }
  take_arrived();
  auto due = [&] {
    const auto reader = readers_.take();
    return store::list_due_incoming(reader, fetch_context_.clock.now(), kBatch);
  }();
  if (!due) {
    log::error("reading the inbox's queue: " + due.error().message);
    return false;
  }
  held_.clear();
  for (domain::IncomingActivity& incoming : *due) {
    take(std::move(incoming), *identity);
  }
  wait_for_commits();
  return due->size() == kBatch && fetching_.size() < kMaxFetching && held_.empty();
}

void InboxWorker::take(domain::IncomingActivity incoming, const federation::Identity& identity) {
  if (fetching_.count(incoming.signer) > 0 || held_.count(incoming.signer) > 0) {
    return; // behind an older one of the same signer: the queue gives it when that is done
  }
  auto activity = activitypub::parse_activity(incoming.body);
  if (!activity) {
    drop(incoming.id, "from " + incoming.signer + ": " + activity.error().message);
    return;
  }
  if (const auto refused = refusal_of(*activity, incoming)) {
    drop(incoming.id, *refused);
    return;
  }
  const Need need = need_of(*activity, identity.ids);
  prepare(PreparedActivity{std::move(incoming), std::move(*activity), std::nullopt, {}}, need);
}

void InboxWorker::prepare(PreparedActivity prepared, Need need) {
  const std::string signer = prepared.incoming.signer;
  if (need == Need::nothing) {
    apply(std::move(prepared));
    return;
  }
  auto stored = [&] {
    const auto reader = readers_.take();
    return store::find_account_by_actor(reader, signer);
  }();
  if (!stored) {
    log::error("looking up " + signer + ": " + stored.error().message);
    held_.insert(signer);
    return;
  }
  const Time now = fetch_context_.clock.now();
  if (need == Need::signer && *stored && !(*stored)->gone_at && now - (*stored)->fetched_at < kSignerFreshFor) {
    prepared.signer = std::move(**stored);
    apply(std::move(prepared));
    return;
  }
  if (need == Need::signer) {
    if (auto recent = keys_.find_recent_actor(signer)) {
      prepared.signer = federation::to_remote_account(*recent, now);
      apply(std::move(prepared));
      confirm_handle(*recent);
      return;
    }
  }
  if (need == Need::fresh_signer && !*stored) {
    apply(std::move(prepared)); // nobody the owner has to do with: nothing to refresh
    return;
  }
  fetch_signer(std::move(prepared));
}

void InboxWorker::fetch_signer(PreparedActivity prepared) {
  if (fetching_.size() >= kMaxFetching) {
    held_.insert(prepared.incoming.signer); // the row stays due, and those behind it with it
    return;
  }
  const std::string signer = prepared.incoming.signer;
  fetching_.insert(signer);
  // The row steps aside while its signer is fetched: those behind it go on, and after a crash it comes up again.
  postpone(prepared.incoming.id, pause_after(prepared.incoming.attempts), "fetching its signer");
  federation::fetch_actor(fetch_context_, signer, fetch_context_.clock.steady_now() + kFetchDeadline,
                          [this, prepared = std::move(prepared)](Result<activitypub::Actor> actor) {
                            {
                              const std::lock_guard lock(mutex_);
                              arrived_.push_back(Arrived{prepared, std::move(actor)});
                            }
                            wake_up_.ring();
                          });
}

void InboxWorker::take_arrived() {
  std::vector<Arrived> arrived;
  {
    const std::lock_guard lock(mutex_);
    arrived.swap(arrived_);
  }
  for (Arrived& one : arrived) {
    const std::string signer = one.prepared.incoming.signer;
    fetching_.erase(signer);
    if (one.actor && one.actor->id == signer) {
      const Time now = fetch_context_.clock.now();
      one.prepared.signer = federation::to_remote_account(*one.actor, now);
      one.prepared.keys = federation::to_remote_keys(*one.actor, now);
      apply(std::move(one.prepared));
      confirm_handle(*one.actor);
    } else if (one.actor || !may_pass(one.actor.error()) || one.prepared.incoming.attempts >= kMaxAttempts) {
      drop(one.prepared.incoming.id, "its signer " + signer + " cannot be had: " + (one.actor ? "another id" : one.actor.error().message));
    }
  }
  wait_for_commits();
}

void InboxWorker::apply(PreparedActivity prepared) {
  const auto identity = fetch_context_.identities.current();
  auto promise = std::make_shared<std::promise<void>>(); // shared by the job's two halves on the writer's thread
  commits_.push_back(promise->get_future());
  auto sentence = std::make_shared<std::string>();
  const Id id = prepared.incoming.id;
  const std::string signer = prepared.incoming.signer;
  const bool keys_change =
      prepared.activity.kind == activitypub::ActivityKind::update || prepared.activity.kind == activitypub::ActivityKind::delete_;
  actions_context_.writer.submit(
      [identity, sentence, prepared = std::move(prepared)](store::Transaction& transaction) -> Result<void> {
        EKIBEN_TRY(*sentence, apply_activity(transaction, identity->ids, prepared));
        return store::delete_incoming(transaction, prepared.incoming.id);
      },
      [this, promise, sentence, id, signer, keys_change](Result<void> outcome) {
        if (!outcome) {
          // Our own failure: never lost, never in the way of the others.
          log::error("applying an activity of " + signer + ": " + outcome.error().message);
          actions_context_.writer.submit(
              [id, reason = outcome.error().message](store::Transaction& transaction) {
                return store::postpone_incoming(transaction, id, transaction.now() + std::chrono::minutes{5}, reason);
              },
              [](Result<void>) {});
        } else if (!sentence->empty()) {
          log::notice(*sentence);
        }
        if (outcome && keys_change) {
          keys_.forget_keys_of(signer);
        }
        promise->set_value();
      });
}

void InboxWorker::drop(Id id, const std::string& why) {
  log::info("an activity was dropped: " + why);
  submit([id](store::Transaction& transaction) { return store::delete_incoming(transaction, id); });
}

void InboxWorker::postpone(Id id, std::chrono::milliseconds pause, std::string reason) {
  submit([id, pause, reason = std::move(reason)](store::Transaction& transaction) {
    return store::postpone_incoming(transaction, id, transaction.now() + pause, reason);
  });
}

void InboxWorker::submit(std::function<Result<void>(store::Transaction&)> job) {
  auto promise = std::make_shared<std::promise<void>>(); // shared: a std::function must be copyable
  commits_.push_back(promise->get_future());
  actions_context_.writer.submit(std::move(job), [promise](Result<void> outcome) {
    if (!outcome) {
      log::error("the inbox's queue: " + outcome.error().message);
    }
    promise->set_value();
  });
}

void InboxWorker::wait_for_commits() {
  for (std::future<void>& commit : commits_) {
    commit.wait();
  }
  commits_.clear();
}

void InboxWorker::confirm_handle(const activitypub::Actor& actor) {
  // Only what is shown depends on it: after a crash the id's host stands there until they are fetched again.
  federation::verify_handle(fetch_context_, actor, fetch_context_.clock.steady_now() + kHandleDeadline,
                            [this, actor](Result<text::Handle> handle) {
                              if (!handle || wake_up_.stopped()) {
                                return;
                              }
                              domain::RemoteAccount account = federation::to_remote_account(actor, fetch_context_.clock.now());
                              if (account.domain == handle->domain && account.user == handle->user) {
                                return;
                              }
                              account.domain = handle->domain;
                              account.user = handle->user;
                              actions_context_.writer.submit(
                                  [account](store::Transaction& transaction) -> Result<void> {
                                    EKIBEN_TRY(const bool known, store::is_account_known(transaction, account.actor));
                                    return known ? store::upsert_account(transaction, account).map([](auto) {}) : Result<void>();
                                  },
                                  [](Result<void>) {});
                            });
}

std::chrono::milliseconds InboxWorker::time_to_next() const {
  const auto reader = readers_.take();
  const auto next = store::find_next_incoming_time(reader, fetch_context_.clock.now());
  if (!next || !*next) {
    return std::chrono::seconds{30};
  }
  return std::clamp<std::chrono::milliseconds>(**next - fetch_context_.clock.now(), std::chrono::milliseconds{10},
                                               std::chrono::seconds{30});
}

} // namespace ekiben::workers
