// Connections that wait for another request to the same origin.
#pragma once

#include "system/net/event_loop.h"
#include "system/net/timer.h"
#include "system/net/transport.h"

#include <list>
#include <memory>
#include <string>
#include <utility>

namespace ekiben::net {

/// Loop thread only. Bounded; the one that has waited longest makes room. A connection on which anything arrives is closed: nothing may
/// come that nobody asked for.
class IdleConnections {
public:
  static constexpr std::size_t kMax = 128;
  static constexpr std::size_t kMaxPerKey = 4;
  static constexpr std::chrono::milliseconds kIdleTime{10'000};

  explicit IdleConnections(EventLoop& loop) : loop_(loop) {}
  ~IdleConnections();

  void put(std::string key, std::unique_ptr<Transport> transport);
  /// The one used last, or null. It was still open a moment ago.
  std::unique_ptr<Transport> take(const std::string& key);

private:
  struct Entry {
    Entry(std::string its_key, std::unique_ptr<Transport> its_transport, EventLoop& loop)
        : key(std::move(its_key)), transport(std::move(its_transport)), expiry(loop) {}
    std::string key;
    std::unique_ptr<Transport> transport;
    Timer expiry;
  };
  using Place = std::list<Entry>::iterator;
  void close(Place place);

  EventLoop& loop_;
  std::list<Entry> entries_; ///< longest waiting first; short enough to be searched
};

} // namespace ekiben::net
