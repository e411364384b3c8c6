// Sends what must be sent: due rows to the network, outcomes back to rows (federation items 105-110).
#pragma once

#include "actions/context.h"
#include "domain/delivery.h"
#include "federation/deliver.h"
#include "federation/fetch_document.h"
#include "store/changes.h"
#include "workers/wake_up.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace ekiben::store {
class Readers;
}

namespace ekiben::workers {

/// One thread that only chooses; the event loop sends. Nothing is queued in memory: a row is due until its outcome is on disk, so a restart
/// sends again what was under way. At most kMaxInFlightPerHost attempts are under way to one host, so that no host delays another.
class DeliveryWorker {
public:
  static constexpr std::size_t kMaxInFlight = 256;
  static constexpr std::size_t kMaxInFlightPerHost = 2;

  DeliveryWorker(federation::FetchContext fetch_context, actions::Context actions_context, store::Readers& readers,
                 store::Changes& changes);
  /// stop(), if it was not called.
  ~DeliveryWorker();

  void start();
  /// No attempt begins after it. Those under way end with the event loop, which must be stopped before this object goes.
  void stop();

private:
  void run();
  /// Starts what may start; the time until there may be more.
  std::chrono::milliseconds work_once();
  void start_attempt(domain::Delivery delivery, const federation::Identity& identity);
  Result<std::string> load_body(const domain::Delivery& delivery, const federation::Identity& identity) const;
  void record(const domain::Delivery& delivery, const federation::DeliveryReport& report);
  void look_at_addressee(const std::string& actor);
  bool claim(const domain::Delivery& delivery);
  void release(Id id, const std::string& host);

  const federation::FetchContext fetch_context_;
  const actions::Context actions_context_;
  store::Readers& readers_;
  store::Changes& changes_;
  WakeUp wake_up_;
  std::mutex mutex_;
  std::set<Id> in_flight_;                     ///< guarded by mutex_
  std::map<std::string, std::size_t> of_host_; ///< in flight; guarded by mutex_
  std::unique_ptr<store::Changes::Subscription> subscription_;
  std::thread thread_;
};

} // namespace ekiben::workers
