// A map that forgets what was used longest ago: every table that strangers can make grow is one (federation B41).
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ekiben::workers {

/// Keys are text. Pointers stay good until the next put() or erase(). Not for several threads at once.
template <typename T> class LruMap {
public:
  explicit LruMap(std::size_t max_size) : max_size_(max_size) {}

  /// The value, now the most recently used; null when there is none.
  T* find(std::string_view key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) {
      return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->second;
  }

  /// Puts or replaces.
  T& put(std::string_view key, T value) {
    if (T* present = find(key)) {
      *present = std::move(value);
      return *present;
    }
    if (entries_.size() >= max_size_) {
      by_key_.erase(entries_.back().first);
      entries_.pop_back();
    }
    entries_.emplace_front(std::string(key), std::move(value));
    by_key_.emplace(entries_.front().first, entries_.begin());
    return entries_.front().second;
  }

  void erase(std::string_view key) {
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) {
      const auto entry = found->second;
      by_key_.erase(found);
      entries_.erase(entry);
    }
  }

  /// Erases every entry for which `unwanted(value)` holds.
  template <typename Unwanted> void erase_if(Unwanted unwanted) {
    for (auto entry = entries_.begin(); entry != entries_.end();) {
      if (unwanted(entry->second)) {
        by_key_.erase(entry->first);
        entry = entries_.erase(entry);
      } else {
        ++entry;
      }
    }
  }

  std::size_t size() const { return entries_.size(); }

private:
  using Entries = std::list<std::pair<std::string, T>>;
  std::size_t max_size_;
  Entries entries_;
  std::unordered_map<std::string_view, typename Entries::iterator> by_key_; ///< views into entries_
};

} // namespace ekiben::workers
