// Bells: what is new since you last looked. A bell says that rows are there; the rows say what.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace ekiben::store {

enum class Change : std::uint8_t {
  incoming,      ///< an activity was stored
  deliveries,    ///< something must be sent, or may be sent sooner
  followers,     ///< a follower or a request came, went or was decided
  instance,      ///< set up, or the owner's profile, settings or keys
  accounts,      ///< another server's account was stored or changed
  blocks,        ///< somebody was blocked or unblocked
  sessions,      ///< a session came or went
  posts,         ///< a post, a reaction or the home changed
  notifications, ///< something the owner wants to know
  follows,       ///< whom the owner follows
  outgoing,      ///< something the owner did must be composed and sent
  lookups        ///< something must be looked up, or was
};
inline constexpr std::size_t kChangeKinds = 12;

/// Monotonic numbers, one for each kind, that grow after the commit. They start at 1 in each process. All methods: any thread.
class Changes {
public:
  using Number = std::uint64_t;

  virtual ~Changes() = default;

  /// Commits of this kind so far.
  virtual Number number(Change kind) const = 0;

  /// Waits until number(kind) > seen, the time is over, or stop() was called. Returns number(kind).
  ///   auto seen = changes.number(Change::incoming);   // before reading the rows
  ///   ... work until there are no rows ...
  ///   changes.wait(Change::incoming, seen, 30s);
  virtual Number wait(Change kind, Number seen, std::chrono::milliseconds at_most) = 0;

  /// Everybody who waits, now or later, returns at once: the process is ending.
  virtual void stop() = 0;

  /// Calls `bell` on the writer's thread after each commit that noted one of `kinds`, until the subscription is destroyed (destroying waits
  /// for a call under way). It must be short: wake somebody.
  class Subscription {
  public:
    virtual ~Subscription() = default;
  };
  using Bell = std::function<void()>;
  [[nodiscard]] virtual std::unique_ptr<Subscription> subscribe(std::initializer_list<Change> kinds, Bell bell) = 0;

  /// Grows when something that strangers can see changed (Transaction::note_public_change): what bytes cached for them are valid for.
  /// One atomic load. Read it before the Reader is taken.
  virtual std::uint64_t public_generation() const = 0;
};

} // namespace ekiben::store
