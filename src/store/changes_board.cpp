#include "store/changes_board.h"

#include <utility>

namespace ekiben::store {

class ChangesBoard::Listening final : public Changes::Subscription {
public:
  Listening(ChangesBoard& board, std::list<Listener>::iterator place) : board_(board), place_(place) {}
  ~Listening() override {
    std::lock_guard lock(board_.listeners_mutex_);
    board_.listeners_.erase(place_);
  }

private:
  ChangesBoard& board_;
  std::list<Listener>::iterator place_;
};

Changes::Number ChangesBoard::number(Change kind) const {
  std::lock_guard lock(mutex_);
  return numbers_[static_cast<std::size_t>(kind)];
}

Changes::Number ChangesBoard::wait(Change kind, Number seen, std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  const Number& number = numbers_[static_cast<std::size_t>(kind)];
  rung_.wait_for(lock, at_most, [&] { return number > seen || stopped_; });
  return number;
}

void ChangesBoard::stop() {
  {
    std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  rung_.notify_all();
}

std::unique_ptr<Changes::Subscription> ChangesBoard::subscribe(std::initializer_list<Change> kinds, Bell bell) {
  Listener listener;
  for (Change kind : kinds) {
    listener.kinds.set(static_cast<std::size_t>(kind));
  }
  listener.bell = std::move(bell);
  std::lock_guard lock(listeners_mutex_);
  return std::make_unique<Listening>(*this, listeners_.insert(listeners_.end(), std::move(listener)));
}

void ChangesBoard::publish(const ChangeSet& changes) {
  // First the generation: whoever is woken must not take bytes that were made before.
  if (changes.is_public) {
    public_generation_.fetch_add(1, std::memory_order_acq_rel);
  }
  if (changes.kinds.none()) {
    return;
  }
  {
    std::lock_guard lock(mutex_);
    for (std::size_t kind = 0; kind < kChangeKinds; ++kind) {
      numbers_[kind] += changes.kinds.test(kind) ? 1 : 0;
    }
  }
  rung_.notify_all();
  std::lock_guard lock(listeners_mutex_);
  for (auto& listener : listeners_) {
    if ((listener.kinds & changes.kinds).any()) {
      listener.bell();
    }
  }
}

} // namespace ekiben::store
