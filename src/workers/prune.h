// Forgets what is too old to matter, so that neither time nor strangers fill the disk.
#pragma once

#include "actions/context.h"
#include "base/result.h"
#include "workers/wake_up.h"

#include <cstddef>
#include <functional>
#include <thread>

namespace ekiben::store {
class Transaction;
}

namespace ekiben::workers {

/// One thread that sleeps most of the time: once soon after the start, then every ten minutes, in slices that never hold up the writer.
class Prune {
public:
  explicit Prune(actions::Context actions_context);
  ~Prune();
  void start();
  void stop();
  /// One round, waiting for each slice. For tests, and the thread.
  void run_once();

private:
  using Slice = std::function<Result<std::size_t>(store::Transaction&)>;
  void run_slices(const char* what, const Slice& slice);

  const actions::Context actions_context_;
  WakeUp wake_up_;
  std::thread thread_;
};

} // namespace ekiben::workers
