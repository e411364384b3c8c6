#include "workers/prune.h"

#include "store/deliveries_table.h"
#include "store/hosts_table.h"
#include "store/remote_keys_table.h"
#include "store/seen_activities_table.h"
#include "store/sessions_table.h"
#include "store/writer.h"
#include "system/log/log.h"

#include <string>

namespace ekiben::workers {
namespace {

constexpr std::chrono::minutes kBetweenRounds{10};
constexpr std::chrono::hours kSeenFor{48};              ///< longer than any signature is believed (B12) and than item 61 asks
constexpr std::chrono::hours kGivenUpShownFor{24 * 14}; ///< for the owner's page
constexpr std::size_t kKeptKeys = 20'000;               ///< about 15 MB
constexpr std::size_t kKeptHosts = 20'000;
constexpr int kMaxSlices = 200; ///< a round ends; the next goes on

} // namespace

Prune::Prune(actions::Context actions_context) : actions_context_(actions_context) {}

Prune::~Prune() { stop(); }

void Prune::start() {
  thread_ = std::thread([this] {
    while (wake_up_.wait(std::chrono::seconds{30})) {
      run_once();
      if (!wake_up_.wait(kBetweenRounds)) {
        break;
      }
    }
  });
}

void Prune::stop() {
  wake_up_.stop();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void Prune::run_slices(const char* what, const Slice& slice) {
  for (int i = 0; i < kMaxSlices && !wake_up_.stopped(); ++i) {
    const auto went = actions_context_.writer.run<std::size_t>(slice);
    if (!went) {
      log::warning(std::string("forgetting ") + what + ": " + went.error().message);
      return;
    }
    if (*went == 0) {
      return;
    }
  }
}

void Prune::run_once() {
  run_slices("seen activities", [](store::Transaction& t) { return store::prune_seen_activities(t, t.now() - kSeenFor); });
  run_slices("given up deliveries", [](store::Transaction& t) { return store::prune_given_up_deliveries(t, t.now() - kGivenUpShownFor); });
  run_slices("remote keys", [](store::Transaction& t) { return store::prune_remote_keys(t, kKeptKeys); });
  run_slices("hosts", [](store::Transaction& t) { return store::prune_hosts(t, kKeptHosts); });
  run_slices("expired sessions", [](store::Transaction& t) -> Result<std::size_t> {
    EKIBEN_CHECK(store::delete_expired_sessions(t));
    return 0;
  });
}

} // namespace ekiben::workers
