// The bells themselves: only the writer rings them.
#pragma once

#include "store/changes.h"

#include <atomic>
#include <bitset>
#include <condition_variable>
#include <list>
#include <mutex>

namespace ekiben::store {

/// What one commit, or one job of it, changed.
struct ChangeSet {
  std::bitset<kChangeKinds> kinds;
  bool is_public = false;

  void add(const ChangeSet& other) {
    kinds |= other.kinds;
    is_public = is_public || other.is_public;
  }
};

class ChangesBoard final : public Changes {
public:
  ChangesBoard() { numbers_.fill(1); }

  Number number(Change kind) const override;
  Number wait(Change kind, Number seen, std::chrono::milliseconds at_most) override;
  void stop() override;
  [[nodiscard]] std::unique_ptr<Subscription> subscribe(std::initializer_list<Change> kinds, Bell bell) override;
  std::uint64_t public_generation() const override { return public_generation_.load(std::memory_order_acquire); }

  /// After the commit, on the writer's thread.
  void publish(const ChangeSet& changes);

private:
  struct Listener {
    std::bitset<kChangeKinds> kinds;
    Bell bell;
  };
  class Listening;

  mutable std::mutex mutex_;
  std::condition_variable rung_;
  std::array<Number, kChangeKinds> numbers_{};
  bool stopped_ = false;
  std::atomic<std::uint64_t> public_generation_{1};

  // Held while bells ring, so that the end of a subscription waits for the bell.
  std::mutex listeners_mutex_;
  std::list<Listener> listeners_;
};

} // namespace ekiben::store
